"""SQL functions of the searches of the office: how a text is folded, and the parts of three letters by which an index finds it.

An index of PostgreSQL needs functions that never change their result: a change of folding is a new function and a new column.
"""

from django.db import migrations

# Vowel signs and accents, tatweel, and bidirectional control characters.
MARKS = "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u200b-\u200f\u2066-\u2069]"
LETTERS = "ٱةىیھہکگڭڤڥپ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
FOLDED = "اهييههكككففب01234567890123456789"

# NFKD takes hamza and madda off their seats. "translate" puts one letter in the place of one letter.
FOLD_TEXT = f"""
CREATE FUNCTION fold_text(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(
        regexp_replace(replace(replace(lower(normalize($1, NFKD)), 'œ', 'oe'), 'æ', 'ae'), '{MARKS}', '', 'g'), '{LETTERS}', '{FOLDED}'
    )
$$
"""
# Without parts of two words, which nobody looks for. PL/pgSQL, because the same as one query costs four times as much.
TEXT_PARTS = """
CREATE FUNCTION text_parts(words text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    letters text[] := string_to_array(words, NULL);
    parts text[] := '{}';
BEGIN
    FOR place IN 1 .. cardinality(letters) - 2 LOOP
        IF NOT ' ' = ANY (letters[place:place + 2]) THEN
            parts := parts || (letters[place] || letters[place + 1] || letters[place + 2]);
        END IF;
    END LOOP;
    RETURN parts;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FOLD_TEXT, "DROP FUNCTION fold_text(text)"),
        migrations.RunSQL(TEXT_PARTS, "DROP FUNCTION text_parts(text)"),
    ]
