"""Writes lookalikes.txt: every character that can be read as Latin letters or digits and that NFKD does not already turn
into them. From Unicode's own tables as ICU carries them: confusables of UTS #39, and the names of characters.
Run it (`python3 make-lookalikes.py > lookalikes.txt`, Debian's libicu72) only for a newer Unicode."""
import ctypes, glob, re

icu = sorted(glob.glob("/usr/lib/*/libicui18n.so.[0-9][0-9]"))[-1]
version = icu[-2:]
i18n, uc = ctypes.CDLL(icu), ctypes.CDLL(icu.replace("i18n", "uc"))
error = ctypes.c_int(0)


def function(library, name, result, *arguments):
    f = getattr(library, f"{name}_{version}")
    f.restype, f.argtypes = result, arguments
    return f


P, I, S = ctypes.c_void_p, ctypes.c_int32, ctypes.c_char_p
E = ctypes.POINTER(ctypes.c_int)
checker = P(function(i18n, "uspoof_open", P, E)(error))
skeleton_of = function(i18n, "uspoof_getSkeleton", I, P, ctypes.c_uint32, S, I, S, I, E)
nfkd = P(function(uc, "unorm2_getNFKDInstance", P, E)(error))
normalize = function(uc, "unorm2_normalize", I, P, S, I, S, I, E)
type_of = function(uc, "u_charType", ctypes.c_int8, I)
lower_of = function(uc, "u_tolower", I, I)
name_of = function(uc, "u_charName", I, I, ctypes.c_int, S, I, E)
unicode_version = ctypes.create_string_buffer(4)
function(uc, "u_getUnicodeVersion", None, S)(unicode_version)


def utf16(call, text):
    out, source = ctypes.create_string_buffer(400), text.encode("utf-16-le")
    length = call(source, len(source) // 2, out, 200, ctypes.byref(ctypes.c_int(0)))
    return out.raw[: 2 * length].decode("utf-16-le")


MARKS_AND_UNSEEN = {6, 7, 15, 16, 17, 18}  # Mn, Me, Cc, Cf, Co, Cs
decompose = lambda text: utf16(lambda *a: normalize(nfkd, *a), text)
bare = lambda text: "".join(c for c in decompose(text) if type_of(ord(c)) not in MARKS_AND_UNSEEN)
skeleton = lambda text: utf16(lambda *a: skeleton_of(checker, 0, *a), text)
latin = lambda text: re.fullmatch("[A-Za-z0-9]{1,4}", text)

NAMED = [
    r"REGIONAL INDICATOR SYMBOL LETTER ([A-Z])",
    r"NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER ([A-Z])",
    r"(?:MODIFIER LETTER |LATIN |)(?:LETTER |)SMALL CAPITAL (?:REVERSED |INVERTED |TURNED |BARRED |)([A-Z])",
    r"LATIN (?:SMALL|CAPITAL) LETTER (?:TURNED|REVERSED|SIDEWAYS|INVERTED|CLOSED|OPEN|SCRIPT|LONG|DOTLESS|BLACKLETTER|INSULAR|BARRED|HALF|TAILLESS|STRETCHED|SMALL CAPITAL)(?: [A-Z]+)? ([A-Z])",
    r"LATIN (?:SMALL|CAPITAL|LETTER SMALL CAPITAL)(?: LETTER|) ([A-Z]) WITH .*",
    r"(?:COMBINING |)LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])",
    r"DINGBAT (?:NEGATIVE |)CIRCLED (?:SANS-SERIF |)DIGIT ()",
]
# What people write for a letter though Unicode's table does not say so.
ALSO = {
    "ς": "s", "Л": "n", "Є": "e", "І": "i", "Ї": "i", "б": "b", "υ": "u", "ŋ": "n", "ʋ": "u", "г": "r", "м":
    "m", "ф": "o", "ы": "bl", "ь": "b", "ю": "lo", "ә": "e", "һ": "h", "ԁ": "d", "ԛ": "q", "ғ": "r", "ѡ": "w",
    "і": "i", "ї": "i", "β": "b", "ß": "ss", "ẞ": "ss", "я": "r", "и": "n", "ш": "w", "щ": "w", "д": "d", "э":
    "e", "є": "e", "λ": "a", "л": "n", "ц": "u", "ч": "y", "ж": "x", "з": "3", "ӡ": "3", "ω": "w", "σ": "o",
    "ξ": "e", "π": "n", "τ": "t", "ν": "v", "η": "n", "κ": "k", "χ": "x", "θ": "o", "δ": "d", "ε": "e", "ι":
    "i", "μ": "u", "φ": "o", "€": "e", "£": "l", "₤": "l", "¢": "c", "¥": "y", "ø": "o", "ł": "l", "đ": "d",
    "ʍ": "m", "ɛ": "e", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "p", "ð": "d", "ĸ": "k", "ʘ": "o", "ɂ": "2",
}

# Whose compatible form is another letter than the one that is seen.
AS_SEEN = {"ϲ": "c", "Ϲ": "c", "ͺ": "i"}
# Alphabets of "fancy text" pages, a to z; they count where Unicode's table is silent (without
# Arabic letters: there are lists in Arabic).
FANCY = [
    "₳฿₵ĐɆ₣₲ⱧłJ₭ⱠM₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ", "卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙", "ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭Yᘔ",
    "ልጌርዕቿቻኗዘጎጋጕረጠክዐየዒዪነፕሁvሠሸሃጊ", "คbƈɗeिgɦijᛕɭmกѻρqɼรՇપ۷ฝซץչ", "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz",
    "ąҍçժҽƒցհìʝҟӀʍղօpզɾʂէմѵա×վz", "ǟɮƈɖɛʄɢɦɨʝӄʟʍռօpզʀֆȶʊvաӼʏʐ", "ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꂵꈤꂦꉣꆰꋪꌗ꓄ꀎꃴꅏꊼꌩꁴ",
]
FANCY_LETTERS = {c: chr(ord("a") + place) for font in FANCY for place, c in enumerate(font)}


def by_name(code):
    buffer = ctypes.create_string_buffer(200)
    name_of(code, 0, buffer, 200, ctypes.byref(ctypes.c_int(0)))
    for pattern in NAMED:
        match = re.fullmatch(pattern, buffer.value.decode())
        if match and match[1]:
            return match[1].lower()
    return ""


def read(text, depth=0):
    """The text's letters as Latin ones where they can be."""
    out = ""
    for c in bare(text):
        small = chr(lower_of(ord(c)))
        if c.isascii():
            out += c
        elif c in ALSO:
            out += ALSO[c]
        elif depth < 3 and latin(read(skeleton(c), depth + 1) if skeleton(c) != c else ""):
            out += read(skeleton(c), depth + 1)
        else:
            out += ALSO.get(small) or by_name(ord(c)) or c
    return out


print(f"# Characters that can be read as Latin letters or digits: code point, a tab, the letters.")
print(f"# From the confusables table of UTS #39 (Unicode {'.'.join(str(b) for b in unicode_version.raw[:2])}, as ICU {version} carries it), "
      "the names of characters, and alphabets of fancy-text pages; written by make-lookalikes.py.")
print("# Unicode's data files are free under the Unicode License v3, https://www.unicode.org/license.txt.")
for code in range(0x80, 0x20000):
    if type_of(code) in MARKS_AND_UNSEEN | {0}:
        continue
    seen = chr(code)
    if seen not in AS_SEEN and latin(bare(seen)):
        continue
    letters = AS_SEEN.get(seen) or read(seen).replace("rn", "m")
    letters = letters if latin(letters) else FANCY_LETTERS.get(seen, "")
    if letters:
        print(f"{code:04X}\t{letters.lower()}")
