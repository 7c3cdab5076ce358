"""`manage.py messages check` refuses each kind of bad wording, in the catalogues and in the texts beside them."""

import re
import tomllib
from pathlib import Path

import pytest

from core.translations.catalogue import Catalogue
from core.translations.check import findings, source_findings
from core.translations.shown import shown_findings, shown_texts
from core.translations.source import source_messages
from core.translations.wording import RETIRED_WORDS, repeated_number, tags_differ, wording_faults

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("language", "text", "retired"),
    [
        ("ar", "هذا النص مختوم", "مختوم"),
        ("ar", "هذا النصّ مَخْتوم.", "مختوم"),
        ("ar", "أُلغي، والخادم لا يستجيب", "والخادم"),
        ("ar", "أعضاء بالمكتب: لقاء بدعوة", "لقاء بدعوة"),
        ("ar", "سُجلت هذه الجمعية من قبل.", "من قبل"),
        ("ar", "بصمة الوثيقة", "بصمة"),
        ("ar", "الخطف والنشل", "الخطف"),
        ("ar", "الأجل الموعود المقبل", "الموعود"),
        ("ar", "مداخلة سرية", "سرية"),
        ("fr", "Ce texte est scellé", "scellé"),
        ("fr", "Une première réponse est promise.", "promise"),
        ("fr", "Une autre unité répond à cette demande.", "unité"),
        ("fr", "L’un de vos codes de récupération", "codes de récupération"),
        ("fr", "Une seconde personne l’approuve.", "seconde personne"),
        ("fr", "L’association suspendue ne peut rien envoyer.", "association suspendue"),
        ("fr", "La Réunion est reportée", "réunion"),
        ("fr", "Toute personne est consignée", "consignée"),
        ("fr", "L’envoi reprend de lui-même.", "de lui-même"),
        ("fr", "L'envoi reprend d'elle-même.", "d’elle-même"),
        ("en", "Answer by telephone", "telephone"),
        ("en", "All members are told by mail.", "by mail"),
        ("en", "Second police district of Meknès", "district"),
    ],
)
def test_check_refuses_a_retired_word(language, text, retired):
    [reason] = wording_faults(text, language)

    assert reason.startswith(f"the retired word {retired!r}: use ")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "البصمة الرقمية للوثيقة"),
        ("ar", "استئناف الجلسة"),
        ("ar", "السرقة بالخطف والنشل"),
        ("ar", "خلية التواصل تتشرف بدعوة جمعيتكم"),
        ("ar", "السرعة المفرطة"),
        ("ar", "الأجل الملتزم به المقبل"),
        ("fr", "La communauté, et une séance de quelques secondes"),
        ("fr", "Salle de réunion de la commune"),
        ("fr", "Empreinte numérique du document"),
        ("en", "All members are informed by e-mail."),
        ("en", "%(persons)s people"),
        ("en", "Lahdim Square"),
    ],
)
def test_check_accepts_the_word_that_replaces_or_is_allowed(language, text):
    assert list(wording_faults(text, language)) == []


def test_every_retired_word_is_refused_and_every_allowed_phrase_accepted():
    data = tomllib.loads(RETIRED_WORDS.read_text(encoding="utf-8"))
    for language in ("ar", "fr", "en"):
        for entry in data[language]:
            assert all(list(wording_faults(form, language)) for form in entry["words"]), entry
            assert not any(list(wording_faults(phrase, language)) for phrase in entry.get("allowed", ())), entry
            assert entry["use"]


@pytest.mark.parametrize(
    "text", ["Attention : lire", "Est-ce vrai ?", "Oui !", "un ; deux", "« ici\u00a0»", "«\u00a0ici »"]
)
def test_check_refuses_a_plain_space_beside_a_french_mark(text):
    [reason] = wording_faults(text, "fr")

    assert reason.startswith("a plain space in ")
    assert list(wording_faults(text.replace(" :", "\u00a0:").replace("« ", "«\u00a0"), "en")) == []


def test_check_accepts_no_break_spaces_in_french():
    assert list(wording_faults("«\u00a0Oui\u00a0» : non".replace(" :", "\u00a0:"), "fr")) == []


@pytest.mark.parametrize(
    "text", ["5 Mo au plus", "Plus de %(size)d Mo", "%(count)s min", "sous %(hours)s heures", "14 jours", "20 %"]
)
def test_check_refuses_a_plain_space_between_a_number_and_its_unit_in_french(text):
    [reason] = wording_faults(text, "fr")

    assert reason.endswith("write a no-break space (U+00A0) between a number and its unit")
    assert list(wording_faults(re.sub(r"(?<=[\dsd]) (?=[%Mmhj])", "\u00a0", text), "fr")) == []
    assert list(wording_faults(text, "en")) == []


@pytest.mark.parametrize("text", ["la loi 09-08 a été citée", "3 minorités", "le 5 mai"])
def test_check_accepts_a_plain_space_between_a_number_and_another_word_in_french(text):
    assert list(wording_faults(text, "fr")) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("أُنجز بعد الأجل ب%(number)s أيام", "joined to a number"),
        ("مقر يتسع ل50 شخصا", "joined to a number"),
        ("أولا ، ثانيا", "a space in"),
        ("« نعم »", "a space in"),
        ("<b>2</b> يومان", "said twice"),
        ("1 ساعة واحدة", "said twice"),
    ],
)
def test_check_refuses_joints_that_arabic_does_not_write(text, reason):
    [found] = wording_faults(text, "ar")

    assert reason in found


@pytest.mark.parametrize(
    "text", ["بعد الأجل بـ%(number)s أيام", "المادتان 1 و2", "طلب%(number)s", "12 يوما، و20 رمضان", "«نعم»؛ ثم «لا»"]
)
def test_check_accepts_joints_that_arabic_writes(text):
    assert list(wording_faults(text, "ar")) == []


@pytest.mark.parametrize("text", ["أولا, ثانيا", "أولا ; ثانيا", "(%(count)s), ثانيا"])
def test_check_refuses_a_latin_comma_or_semicolon_beside_arabic(text):
    [reason] = wording_faults(text, "ar")

    assert reason.endswith("write ، or ؛")


def test_check_accepts_a_latin_comma_between_latin_words_in_arabic():
    assert list(wording_faults("صور (JPEG, PNG)", "ar")) == []


@pytest.mark.parametrize(
    "code",
    [
        "06 12 34 56 78",
        "+212 6 12 34 56 78",
        "06…",
        "https://",
        "name@example.org",
        "17:00–19:00",
        "2026-56BZ62",
        "%(reference)s",
        "%(phone)s",
        "%(address)s",
    ],
)
def test_check_refuses_a_code_without_isolation_in_an_arabic_line(code):
    text = f"يُكتب هكذا: {code}."

    [reason] = wording_faults(text, "ar")

    assert "without isolation" in reason
    for isolated in (f"\u2066{code}\u2069", f"\u2068{code}\u2069", f'<bdi dir="ltr">{code}</bdi>', f"\n{code}\n"):
        assert list(wording_faults(text.replace(code, isolated), "ar")) == []
    assert list(wording_faults(text, "ar", is_isolated_elsewhere=True)) == []


def test_check_refuses_a_form_that_repeats_its_number():
    forms = ["لا ملف", "ملف واحد (%(count)s)", "ملفان", "%(count)s ملفات", "%(count)s ملفا", "%(count)s ملف"]

    [reason] = repeated_number(forms, "%(count)s")

    assert reason.startswith("the form for 1 repeats its number")
    forms[1], forms[2] = "ملف واحد", "%(count)s ملفان"
    assert [each.split(" repeats")[0] for each in repeated_number(forms, "%(count)s")] == ["the form for 2"]


def test_check_accepts_a_figure_in_forms_that_are_all_the_same():
    assert list(repeated_number(["عدد الملفات: %(count)s"] * 6, "%(count)s")) == []


@pytest.mark.parametrize("text", ["نص", "<b>نص", "<i>نص</i>", '<a href="/x">نص</a>'])
def test_check_refuses_other_tags_than_the_source_has(text):
    assert tags_differ(text, "<b>text</b>")


def test_check_accepts_a_bdi_that_only_isolates():
    assert not tags_differ('<b>نص</b> <bdi dir="ltr">19</bdi>', "<b>text</b> 19")


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "app.py").write_text('_("A <b>file</b>, %(reference)s")\nngettext("%(n)s file", "%(n)s files", n)\n')
    return tmp_path


def reasons(tree, language, translation, forms):
    catalogue = Catalogue(language, tree / "locale")
    source = source_messages(tree)
    catalogue.merge(source)
    catalogue.messages.get("A <b>file</b>, %(reference)s").string = translation
    catalogue.messages.get("%(n)s file").string = forms
    catalogue.save()
    return [finding.reason for finding in findings(Catalogue(language, tree / "locale"), source)]


def test_catalogue_check_reports_each_kind(tree):
    forms = ("لا ملف", "ملف واحد (%(n)s)", "ملفان", "%(n)s ملفات", "%(n)s ملفا", "%(n)s ملف")

    found = reasons(tree, "ar", "ملف مختوم, %(reference)s", forms)

    assert len(found) == 5
    for kind in ("retired word", "Latin comma", "without isolation", "tags differ", "form for 1 repeats"):
        assert sum(kind in reason for reason in found) == 1, kind


def test_catalogue_check_accepts_good_wording(tree):
    forms = ("لا ملف", "ملف واحد", "ملفان", "%(n)s ملفات", "%(n)s ملفا", "%(n)s ملف")

    assert reasons(tree, "ar", "<b>ملف</b>، \u2066%(reference)s\u2069", forms) == []


def test_source_check_refuses_a_retired_english_word(tree):
    assert list(source_findings(source_messages(tree))) == []
    (tree / "app.py").write_text('_("Whoever comes")\n')

    [finding] = source_findings(source_messages(tree))

    assert (finding.language, finding.message) == ("en", "Whoever comes")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("reference/data/themes.csv", "key,ar,fr,en\ntheft,الخطف,Vols,Theft\n"),
        ("reference/data/helplines.csv", "key,ar,fr,en,note_fr\npolice,أ,b,c,Pour la réunion\n"),
        ("config/site.py", 'SITE = {"cell": {"ar": "مدونة اللقاء", "fr": "x", "en": "y"}}'),
        ("proposals/steps.py", 'SAID = Texts(ar="سُجل", fr="pendant la réunion")'),
        ("demo/letters.py", 'note(title="نص مختوم")'),
        ("consultations/reports/drafting/arabic.py", 'def f(x):\n    return f"انعقد لقاء بدعوة {x}"\n'),
    ],
)
def test_check_reads_texts_that_are_no_messages(tmp_path, path, content):
    target = tmp_path / path
    target.parent.mkdir(parents=True)
    target.write_text(content, encoding="utf-8")

    [finding] = shown_findings(tmp_path)

    assert finding.message.startswith(path)
    assert "retired word" in finding.reason


@pytest.mark.slow
def test_texts_of_the_portal_are_read_and_free_of_faults():
    places = {shown.place.split(":")[0].split(",")[0] for shown in shown_texts(ROOT)}

    assert {"reference/data/themes.csv", "demo/meknes.py", "demo/civil_society.py", "config/site.py"} <= places
    assert "consultations/reports/drafting/arabic.py" in places
    assert [str(finding) for finding in shown_findings(ROOT)] == []
