"""Telephone, account, card and plate numbers in every way people write them, and numbers that are none of these. All are invented."""

from __future__ import annotations

import pytest

from core.privacy.personal_data import Kind, find

PHONE, ACCOUNT, CARD, PLATE, BORN = Kind.PHONE, Kind.IBAN_OR_RIB, Kind.ID_NUMBER, Kind.PLATE, Kind.DATE_OF_BIRTH
WRITTEN = {
    PHONE: [
        "0661234578",
        "06 61 23 45 78",
        "06.61.23.45.78",
        "06-61-23-45-78",
        "06/61/23/45/78",
        "06_61_23_45_78",
        "0661 234 578",
        "0661-23-45-78",
        "(0661) 23 45 78",
        "+212661234578",
        "+212 6 61 23 45 78",
        "+212 (0)6 61 23 45 78",
        "00212 661 23 45 78",
        "212661-234-578",
        "0535 52 14 66",
        "0808 11 22 33",
        "٠٦٦١٢٣٤٥٧٨",
        "٠٦ ٦١ ٢٣ ٤٥ ٧٨",
        "۰۶۶۱۲۳۴۵۷۸",
        "०६६१२३४५७८",
        "０６６１２３４５７８",
        "𝟶𝟼𝟼𝟷𝟸𝟹𝟺𝟻𝟽𝟾",
        "06\u00a061\u202f23\u200945\u00a078",
        "06\u200b61\u200b23\u200b45\u200b78",
        "0\u20606\u20606\u20601\u20602\u20603\u20604\u20605\u20607\u20608",
        "06 61 23\n45 78",
        "06 61 23\r\n45 78",
        "0661\u2011234\u2013578",
        "0 6 6 1 2 3 4 5 7 8",
        "06ـ61ـ23ـ45ـ78",
        "+33 6 12 98 45 70",
        "0033 6 12 98 45 70",
        "06,61,23,45,78",
        "\u206606 61 23 45 78\u2069",
    ],
    ACCOUNT: [
        "011450000012100001234556",
        "011 450 0000121000012345 56",
        "011-450-0000121000012345-56",
        "011 450 0000121000012345\n56",
        "٠١١٤٥٠٠٠٠٠١٢١٠٠٠٠١٢٣٤٥٥٦",
        "MA64 0115 1900 0001 2050 0053 4921",
        "MA64011519000001205000534921",
        "ma64 011 519 0000012050005349 21",
        "FR76 3000 6000 0112 3456 7890 189",
    ],
    PLATE: [
        "12345|أ|6",
        "12345 | أ | 6",
        "12345-أ-6",
        "12345/أ/6",
        "6|أ|12345",
        "6-أ-12345",
        "١٢٣٤٥|أ|٦",
        "12345-A-6",
        "12345 - b - 6",
        "12345/D/6",
        "12345 أ 6 بلوحة",
        "5208-هـ-45",
        "WW 308812",
        "WW123456",
        "ww-30881",
        "１２３４５｜أ｜６",
        "123\u200b45-أ-6",
    ],
    CARD: [
        "AB123456",
        "AB 123456",
        "D 671238",
        "d671238",
        "BK-442190",
        "ZT٢٠١١٨٣",
        "Ｄ６７１２３８",
        "D 98 12 34",
        "DJ15209",
    ],
}
BEFORE = {
    PHONE: ("اتصلوا على الرقم ", "Appelez le ", "عيطو ليا ف "),
    ACCOUNT: ("الحساب البنكي ", "Virement au compte ", ""),
    PLATE: ("سيارة ترقيمها ", "voiture immatriculée ", "رقم سيارته "),
    CARD: ("بطاقة التعريف الوطنية رقم ", "CIN ", "حامل للبطاقة الوطنية "),
}
NOTHING = [
    "الخط 19 والرقم 177 والرقم 112 و15 مجانية",
    "composez le 19 ou le 112, le 177 en zone rurale",
    "القانون رقم 113.14 والمادة 100 والظهير 1.58.376",
    "loi n° 09-08, décret n° 2-09-165, article 507",
    "بكلفة 1.200.000 درهم و54.000 درهم للواحدة",
    "2 450 000,00 DH, marché n° 14/2025/CM",
    "مرجع المراسلة: 4512/ع.م/2025",
    "référence MK-2025-0093, dossier 556/25",
    "القرار رقم 45-أ-12 والمذكرة 123/د/24",
    "la circulaire 45/D/2023 et la note 1234/B/12",
    "وصل الإيداع رقم 2231/2019 بتاريخ 05/12/1998 على الساعة 10:30",
    "يوم 06/05/2025 من 09:00 إلى 12:00",
    "du 06/05/2025 au 08/05/2025, de 9 h à 12 h",
    "3 214 appels contre 2 870 un an plus tôt",
    "551503 نسمة سنة 2024 و112180 في ويسلان",
    "تأسست الجمعية في 12 ماي 1998",
    "ولدت الجمعية في 12/05/1998 بمبادرة من السكان",
    "l'association, née le 12 mai 1998, compte 340 membres",
    "من 12 إلى 15 سنة، بنسبة 45 في المائة و12,5 %",
    "à 45000 habitants, a 50000 dirhams",
    "الطريق الوطنية رقم 6 والطريق الإقليمية رقم 712",
    "la route nationale n° 13 et la ligne 12 du bus",
    "الحافلة رقم 7 والقاعة 12 والمحطة رقم 3",
    "الرقم الأخضر 0800 00 47 47",
    "numéro vert : 0800 00 47 47",
    "les années 2019 2020 2021 2022",
    "12345 و 6 أشخاص",
]
BIRTHS = {
    "مزداد بتاريخ 12/05/1987 بمكناس": "12/05/1987",
    "المزدادة في 18 يونيو 1990": "18 يونيو 1990",
    "من مواليد ٤ يناير ١٩٧٥": "٤ يناير ١٩٧٥",
    "تاريخ الازدياد: 19.08.2001": "19.08.2001",
    "ولد يوم 3 مارس 1960 بفاس": "3 مارس 1960",
    "née le 7 mars 1992 à Khénifra": "7 mars 1992",
    "Né à Fès le 1er février 1983": "1er février 1983",
    "date de naissance : 1987-05-12": "1987-05-12",
    "مزيود ف 03-11-1999": "03-11-1999",
    "mzyoud f 03/11/1999": "03/11/1999",
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_find_sees_a_number_however_it_is_written(kind: Kind) -> None:
    missed = []
    for written in WRITTEN[kind]:
        for before in BEFORE[kind]:
            text = f"{before}{written} ."
            found = [each for each in find(text) if each.kind == kind]
            if len(found) != 1 or (found[0].text.strip("()") not in written and found[0].text not in written):
                missed.append((text, find(text)))

    assert missed == []


@pytest.mark.parametrize("text", NOTHING)
def test_find_passes_over_numbers_of_laws_money_dates_and_lines(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", BIRTHS)
def test_find_sees_a_date_of_birth(text: str) -> None:
    assert [(each.kind, each.text) for each in find(text)] == [(BORN, BIRTHS[text])]


def test_find_gives_places_in_the_text_as_it_is() -> None:
    text = "😀 مُحَمَّدٌ العَلَوِيُّ: 0\u200b6٦١ 23\n45 78 ـ ﷺ d 671238"

    assert all(text[each.start : each.end] == each.text for each in find(text))
    assert [(each.kind, each.text) for each in find(text)] == [
        (Kind.PERSON, "مُحَمَّدٌ العَلَوِيُّ"),
        (PHONE, "0\u200b6٦١ 23\n45 78"),
    ]
