from core.text.differences import Piece, compare


def test_compare_finds_the_word_that_changed() -> None:
    pieces = compare("حضر رئيس المنطقة", "حضر نائب رئيس المنطقة")

    assert pieces == [Piece("same", "حضر"), Piece("added", "نائب"), Piece("same", "رئيس المنطقة")]


def test_compare_puts_what_went_before_what_came() -> None:
    pieces = compare("ten people came", "twelve people came")

    assert pieces == [Piece("removed", "ten"), Piece("added", "twelve"), Piece("same", "people came")]


def test_compare_of_equal_texts_is_one_piece() -> None:
    assert compare("نص واحد", "نص  واحد") == [Piece("same", "نص واحد")]


def test_compare_with_nothing_is_all_added() -> None:
    assert compare("", "كله جديد") == [Piece("added", "كله جديد")]
    assert compare("", "") == []
