from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.translations.catalogue import PLURAL_FORMS, Catalogue
from core.translations.check import findings, placeholders
from core.translations.source import source_messages


@pytest.fixture
def tree(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path


def write(tree, path, content):
    target = tree / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")


def po_path(tree, language):
    return tree / "locale" / language / "LC_MESSAGES" / "django.po"


def translate(tree, language, translations):
    """Fill in the strings of the catalogue on disk, as a translator would."""
    catalogue = Catalogue(language, tree / "locale")
    for key, string in translations.items():
        catalogue.messages.get(key).string = string
    catalogue.save()


def reasons(tree, language):
    return [finding.reason for finding in findings(Catalogue(language, tree / "locale"), source_messages(tree))]


def extracted(tree):
    return {(message.context, message.id) for message in source_messages(tree) if message.id}


def test_extraction_finds_every_python_call(tree):
    code = """
from django.utils.translation import gettext_lazy as _, ngettext_lazy
a = _("lazy")
b = gettext("joined "
            "lines")
c = gettext_lazy('quoted'); d = gettext_noop("noop")
e = ngettext("%(n)s day", "%(n)s days", n)
f = ngettext_lazy("one", "many", "count")
g = pgettext("month", "May"); h = pgettext_lazy("verb", "May")
i = npgettext("person", "guest", "guests", n); j = npgettext_lazy("thing", "seat", "seats", n)
k = other("not a message"); l = gettext(variable)
"""
    write(tree, "app/views.py", code)

    found = extracted(tree)

    assert found == {
        (None, "lazy"),
        (None, "joined lines"),
        (None, "quoted"),
        (None, "noop"),
        (None, ("%(n)s day", "%(n)s days")),
        (None, ("one", "many")),
        ("month", "May"),
        ("verb", "May"),
        ("person", ("guest", "guests")),
        ("thing", ("seat", "seats")),
    }


def test_extraction_finds_every_template_tag(tree):
    html = """
<main>
    {% translate "Plain" %} <p title="{% trans 'Old name' %}">it's (not</p>
  {% translate "May" context "month" %}
      {% blocktranslate with name=user.name %}Hello {{ name }}{% endblocktranslate %}
{% blocktranslate trimmed count n=list|length %}
        {{ n }} meeting
    {% plural %}
        {{ n }} meetings
{% endblocktranslate %}
  {% blocktranslate context "seat" trimmed %}
     100% free
  {% endblocktranslate %}
 {{ value|default:_("Unknown") }} {% include "x.html" with title=_("Given") %}
  {# {% translate "commented" %} #}{% translate "As" as word %}
</main>
"""
    write(tree, "templates/a.html", html)

    found = extracted(tree)

    assert found == {
        (None, "Plain"),
        (None, "Old name"),
        ("month", "May"),
        (None, "Hello %(name)s"),
        (None, ("%(n)s meeting", "%(n)s meetings")),
        ("seat", "100%% free"),
        (None, "Unknown"),
        (None, "Given"),
        (None, "As"),
    }


@pytest.mark.parametrize(
    "path",
    [
        "tests/test_a.py",
        "benchmarks/a.py",
        ".venv/lib/a.py",
        "node_modules/a.py",
        "app/migrations/0001_a.py",
        "environment/lib/a.py",
        "app/notes.txt",
    ],
)
def test_extraction_skips_what_is_not_the_product(tree, path):
    write(tree, "environment/pyvenv.cfg", "")
    write(tree, path, '_("left alone")')
    write(tree, "app/actions.py", '_("found")')

    assert extracted(tree) == {(None, "found")}


def test_extraction_names_the_file_it_cannot_read(tree):
    write(tree, "templates/a.html", "{% blocktranslate %}{% url 'x' %}{% endblocktranslate %}")

    with pytest.raises(SyntaxError) as raised:
        source_messages(tree)

    assert raised.value.__notes__ == ["while extracting messages from templates/a.html"]


def test_extract_writes_files_without_line_numbers(tree):
    write(tree, "app/a.py", '\n\n_("Save")\n_("Save")')

    call_command("messages", "extract")

    written = po_path(tree, "ar").read_text(encoding="utf-8")
    assert '#: app/a.py\nmsgid "Save"\nmsgstr ""' in written
    assert "nplurals=6" in written


def test_extract_twice_changes_nothing(tree):
    write(tree, "app/a.py", '# Translators: a verb\n_("Save")\nngettext("%(count)s day", "%(count)s days", n)')
    call_command("messages", "extract")
    first = po_path(tree, "ar").read_bytes()

    call_command("messages", "extract")

    assert po_path(tree, "ar").read_bytes() == first


def test_extract_keeps_translations_when_code_moves_and_comes_back(tree):
    write(tree, "app/a.py", '_("Save")')
    call_command("messages", "extract")
    translate(tree, "fr", {"Save": "Enregistrer"})

    write(tree, "app/a.py", "")
    call_command("messages", "extract")
    while_gone = po_path(tree, "fr").read_text(encoding="utf-8")
    write(tree, "app/b.py", '_("Save")')
    call_command("messages", "extract")

    assert '#~ msgid "Save"' in while_gone
    assert '#: app/b.py\nmsgid "Save"\nmsgstr "Enregistrer"' in po_path(tree, "fr").read_text(encoding="utf-8")


def test_extract_forgets_unused_message_never_translated(tree):
    write(tree, "app/a.py", '_("Save")')
    call_command("messages", "extract")

    write(tree, "app/a.py", "")
    call_command("messages", "extract")

    assert "Save" not in po_path(tree, "fr").read_text(encoding="utf-8")


def test_extract_leaves_similar_new_message_empty(tree):
    write(tree, "app/a.py", '_("Save the report")')
    call_command("messages", "extract")
    translate(tree, "fr", {"Save the report": "Enregistrer le rapport"})
    write(tree, "app/a.py", '_("Save the report"); _("Save the reports")')

    call_command("messages", "extract")

    new = Catalogue("fr", tree / "locale").messages.get("Save the reports")
    assert (new.string, new.fuzzy) == ("", False)


def test_compile_writes_what_gettext_reads_with_arabic_plurals(tree):
    write(tree, "app/a.py", 'ngettext("%(count)s day", "%(count)s days", n)')
    call_command("messages", "extract")
    translate(tree, "ar", {"%(count)s day": ("صفر", "واحد", "اثنان", "قليل", "كثير", "آخر")})

    call_command("messages", "compile")

    with po_path(tree, "ar").with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    forms = [compiled.ngettext("%(count)s day", "%(count)s days", n) for n in (0, 1, 2, 3, 11, 100, 102)]
    assert forms == ["صفر", "واحد", "اثنان", "قليل", "كثير", "آخر", "آخر"]


def test_check_passes_when_everything_is_translated(tree, capsys):
    write(tree, "app/a.py", '_("Save %(name)s")')
    call_command("messages", "extract")
    translate(tree, "ar", {"Save %(name)s": "احفظ %(name)s"})
    translate(tree, "fr", {"Save %(name)s": "Enregistrer %(name)s"})

    call_command("messages", "check")

    assert "1 messages, whole in ar and fr" in capsys.readouterr().out


def test_check_fails_and_lists_what_is_missing(tree, capsys):
    write(tree, "app/a.py", '_("Save")')
    call_command("messages", "extract")
    translate(tree, "ar", {"Save": "احفظ"})

    with pytest.raises(CommandError, match="1 faults") as raised:
        call_command("messages", "check")

    assert raised.value.returncode == 1
    assert "fr: 'Save': not translated" in capsys.readouterr().err


def test_check_finds_fuzzy_translation(tree):
    write(tree, "app/a.py", '_("Save")')
    call_command("messages", "extract")
    translate(tree, "fr", {"Save": "Enregistrer"})
    written = po_path(tree, "fr").read_text(encoding="utf-8")

    po_path(tree, "fr").write_text(written.replace('msgid "Save"', '#, fuzzy\nmsgid "Save"'), encoding="utf-8")

    assert reasons(tree, "fr") == ["marked fuzzy"]


def test_check_finds_file_behind_the_source(tree):
    write(tree, "app/a.py", '_("Save")')
    call_command("messages", "extract")
    translate(tree, "fr", {"Save": "Enregistrer"})

    write(tree, "app/a.py", '_("Store")')

    assert [reason.split(";")[0] for reason in reasons(tree, "fr")] == ["not in the file", "no longer used"]


def test_check_finds_wrong_plural_rule(tree):
    write(tree, "app/a.py", "")
    call_command("messages", "extract")
    written = po_path(tree, "fr").read_text(encoding="utf-8")

    po_path(tree, "fr").write_text(written.replace("(n > 1)", "(n != 1)"), encoding="utf-8")

    assert reasons(tree, "fr") == [f"Plural-Forms must be {PLURAL_FORMS['fr']}"]


@pytest.mark.parametrize(
    ("message", "translation", "is_fault"),
    [
        ("By %(name)s", "Par %(name)s", False),
        ("By %(name)s", "%(name)s, par %(name)s", False),
        ("By %(name)s", "Par", True),
        ("By %(name)s", "Par %(nom)s", True),
        ("By %(name)s", "Par %(name)d", True),
        ("{count} of {total}", "{total} dont {count}", False),
        ("{count} of {total}", "{total} dont {}", True),
        ("%s to %s", "de %s à %s", False),
        ("%s to %s", "de %s", True),
        ("%(n)s %%", "%(n)s\u00a0%% environ", False),
        ("%(n)s %%", "%(n)s\u00a0% environ", True),
        ("50 percent", "50\u00a0% environ", False),
    ],
)
def test_check_compares_placeholders(tree, message, translation, is_fault):
    write(tree, "app/a.py", f"_({message!r})")
    call_command("messages", "extract")

    translate(tree, "fr", {message: translation})

    assert bool(reasons(tree, "fr")) is is_fault


@pytest.mark.parametrize(
    ("forms", "faults"),
    [
        (("لا لقاء ل%(name)s", "لقاء ل%(name)s", "لقاءان ل%(name)s", *["%(count)s ل%(name)s"] * 3), 0),
        (("%(count)s ل%(name)s",) * 6, 0),
        (("لا لقاء", *["%(count)s ل%(name)s"] * 5), 1),
        (("%(count)s", *["%(count)s ل%(name)s"] * 5), 1),
        ((*["%(count)s ل%(name)s"] * 3, "لقاءات ل%(name)s", *["%(count)s ل%(name)s"] * 2), 1),
        (("", *["%(count)s ل%(name)s"] * 5), 1),
    ],
)
def test_check_lets_only_zero_one_and_two_leave_the_number_out(tree, forms, faults):
    singular = "%(name)s: %(count)s meeting"
    write(tree, "app/a.py", f"ngettext({singular!r}, {singular + 's'!r}, n)")
    call_command("messages", "extract")

    translate(tree, "ar", {singular: forms})

    assert len(reasons(tree, "ar")) == faults


def test_check_wants_the_number_in_french_singular_which_also_says_zero(tree):
    write(tree, "app/a.py", 'ngettext("one day", "%(count)s days", n)')
    call_command("messages", "extract")

    translate(tree, "fr", {"one day": ("un jour", "%(count)s\u00a0jours")})

    assert len(reasons(tree, "fr")) == 1


@pytest.mark.parametrize(
    ("translation", "warned"),
    [
        ("احفظ the file", True),
        ("ملف PDF من %(name)s", False),
        ("<strong>احفظ</strong> \u2066name@example.org\u2069", False),
    ],
)
def test_check_only_warns_of_english_left_in_arabic(tree, capsys, translation, warned):
    source = "Save %(name)s" if "%" in translation else "Save"
    source = f"<strong>{source}</strong>" if "<" in translation else source
    write(tree, "app/a.py", f"_({source!r})")
    call_command("messages", "extract")
    translate(tree, "ar", {source: translation})
    translate(tree, "fr", {source: source})

    call_command("messages", "check")

    assert ("warning: ar" in capsys.readouterr().err) is warned


@pytest.mark.parametrize(
    ("text", "expected"),
    [("%(a)s {b} %s %d %% 5%", {"%(a)s": 1, "{b}": 1, "%s": 1, "%d": 1}), ("%s%s {} {}", {"%s": 2, "{}": 2})],
)
def test_placeholders_are_counted_by_kind(text, expected):
    assert placeholders(text) == expected


def test_catalogues_of_the_project_can_be_read():
    locale = Path(__file__).resolve().parents[3] / "locale"

    catalogues = [Catalogue(language, locale) for language in PLURAL_FORMS]

    assert all(catalogue.path.exists() and len(catalogue.messages) for catalogue in catalogues)
