"""The rules that a text can break before it means anything, in the order in which they are listed."""

from layoutc.findings import Example, Rule, Severity, Text

MAX_DEPTH = 8

# How people call the nodes of the tree.
NODES = {
    "area": ("area の見出し・行", "an area"),
    "codes": ("codes の見出し・行", "a code list"),
    "record": ("record の見出し・行", "a record"),
    "repeat": ("repeat の見出し", "a repeat"),
    "item": ("項目の行", "an item"),
    "expose": ("expose の見出し", "an exposure"),
    "line": ("expose の中の行", "a line of an exposure"),
    "value": ("コード値の行", "a value of a code list"),
}


def _codes(*lines: str) -> Example:
    body = "\n".join(f"  {line}" for line in lines)
    return Example("codes/nontaxable.codes", f'codes nontaxable "非課税区分" {{\n{body}\n}}\n')


def _register(text: str) -> Example:
    return Example("registry/editions.yaml", text)


_GOOD_CODES = _codes('0 "課税"', '1 "非課税"')
_GOOD_EDITION = _register('editions:\n  - name: 情報連携開始版\n    day: "2016-07-31"\n')

UNEXPECTED = Rule(
    "syntax.unexpected",
    Severity.ERROR,
    Text("書けない語又は記号", "a word or sign that can't stand here"),
    Text(
        "その位置に書けない語又は記号がある。行はその箇所から先を読まず、次の行から読み続ける。",
        "A word or sign stands where the language has no place for it. The rest of the line is left out; reading goes on with the next.",
    ),
    bad=_codes('0 "課税" untill 2024-06'),
    good=_codes('0 "課税" until 2024-06'),
)
FULL_WIDTH = Rule(
    "syntax.full-width",
    Severity.ERROR,
    Text("引用符の外の全角文字", "full-width signs outside quotes"),
    Text(
        "括弧、コンマ、引用符、数字、空白などは、引用符の中を除き半角で書く。",
        "Brackets, commas, quotes, digits and spaces are half-width, except inside quotes.",
    ),
    bad=_codes("0 ＂課税＂"),
    good=_GOOD_CODES,
)
UNCLOSED = Rule(
    "syntax.unclosed",
    Severity.ERROR,
    Text("閉じていないブロック又は引用符", "a block or a text that is not closed"),
    Text(
        '`{` には行を改めて `}` を、`"` には同じ行の中で `"` を書く。',
        'Every `{` has a `}` on a line of its own, every `"` another on the same line.',
    ),
    bad=_codes('0 "課税'),
    good=_GOOD_CODES,
)
MISPLACED = Rule(
    "syntax.misplaced",
    Severity.ERROR,
    Text("置き場所を誤った語、又は二度書かれた語", "a clause in the wrong place, or twice"),
    Text(
        "`reading` や `since` などの語は、書ける場所が決まっており、一箇所に一度だけ書く。",
        "Words such as `reading` and `since` belong on certain lines, and there once.",
    ),
    bad=_codes('0 "課税" reading "かぜい"'),
    good=_GOOD_CODES,
)
NAME_FORM = Rule(
    "name.form",
    Severity.ERROR,
    Text("名称の形", "the form of a name"),
    Text(
        "名称は生成されるモデルの属性名になるため、半角の英小文字で始め、英小文字・数字・_ で書く。日本語の名称は引用符の中に書く。",
        "A name becomes an attribute of the generated models: ASCII snake_case. The Japanese name goes into the quotes.",
    ),
    bad=Example("codes/nontaxable.codes", 'codes NonTaxable "非課税区分" {\n  0 "課税"\n}\n'),
    good=Example("codes/nontaxable.codes", 'codes non_taxable "非課税区分" {\n  0 "課税"\n}\n'),
)
CODE_FORM = Rule(
    "code.form",
    Severity.ERROR,
    Text("コードの形", "the form of a code"),
    Text(
        "特定個人情報名コードは TM、特定個人情報項目コードは TK に数字14桁を続ける。コード値は数字と英大文字で書く。",
        "TM and 14 digits name a kind of information, TK and 14 digits an item. Values of code lists are digits and capitals.",
    ),
    bad=_codes('no_tax "非課税"'),
    good=_GOOD_CODES,
)
LABEL_FORM = Rule(
    "label.form",
    Severity.ERROR,
    Text("引用符の中の書き方", "the form of a quoted text"),
    Text(
        '引用符の中は空にしない。`"` は `\\"`、`\\` は `\\\\` と書く。',
        'Quotes hold a text. A `"` in it is written `\\"`, a `\\` is written `\\\\`.',
    ),
    bad=_codes('0 ""'),
    good=_GOOD_CODES,
)
INVISIBLE = Rule(
    "text.invisible",
    Severity.ERROR,
    Text("目に見えない文字", "invisible characters"),
    Text(
        "制御文字、幅のない文字、文字の向きを変える文字は、読む人と計算機とで違う文に見えるため使えない。",
        "Control, zero-width and direction-changing characters make people and machines read different texts.",
    ),
    bad=_codes('0 "課\u202e税"'),
    good=_GOOD_CODES,
)
ENCODING = Rule(
    "text.encoding",
    Severity.ERROR,
    Text("文字コード", "the encoding of a file"),
    Text("ファイルは UTF-8 で保存する。", "Files are UTF-8."),
    bad=Example("codes/nontaxable.codes", 'codes nontaxable "非課税区分" {\n  0 "課\udc90税"\n}\n'),
    good=_GOOD_CODES,
)
LIMIT = Rule(
    "text.limit",
    Severity.ERROR,
    Text("大きさの上限", "limits of size"),
    Text(
        "壊れた又は悪意のあるファイルで止まらないよう、ファイルの大きさ、入れ子の深さ、一度に示す誤りの数に上限がある。",
        "Size of a file, depth of nesting and number of mistakes shown are bounded, so that no file can stall a run.",
    ),
    bad=_register("editions: " + "[" * 60 + "]" * 60 + "\n"),
    good=_GOOD_EDITION,
)
YAML_SYNTAX = Rule(
    "yaml.syntax",
    Severity.ERROR,
    Text("YAML として読めない", "not readable as YAML"),
    Text(
        "登録簿、法定の表、必要項目の YAML が読めない。参照（`&` `*` `<<`）は使えない。",
        "A YAML document can't be read. Anchors, aliases and merge keys are not used here.",
    ),
    bad=_register('editions:\n  - name: 情報連携開始版\n   day: "2016-07-31"\n'),
    good=_GOOD_EDITION,
)
YAML_SHAPE = Rule(
    "yaml.shape",
    Severity.ERROR,
    Text("YAML の内容", "the content of a YAML document"),
    Text(
        "必要なキーがない、知らないキーがある、又は値の形が違う。各文書の JSON Schema は配布物に含まれる。",
        "A key is missing or unknown, or a value has the wrong form. Each document has a JSON Schema, shipped with layoutc.",
    ),
    bad=_register('editions:\n  - name: 情報連携開始版\n    date: "2016-07-31"\n'),
    good=_GOOD_EDITION,
)
YAML_DUPLICATE = Rule(
    "yaml.duplicate-key",
    Severity.ERROR,
    Text("二度書かれたキー", "a key written twice"),
    Text("同じ所に同じキーを二度書くと、一方が失われる。", "Of two equal keys in one place one would be lost."),
    bad=_register("ministries:\n  mof: 財務省\n  mof: 大蔵省\n"),
    good=_register("ministries:\n  mof: 財務省\n"),
)

SYNTAX_RULES = (
    UNEXPECTED,
    FULL_WIDTH,
    UNCLOSED,
    MISPLACED,
    NAME_FORM,
    CODE_FORM,
    LABEL_FORM,
    INVISIBLE,
    ENCODING,
    LIMIT,
    YAML_SYNTAX,
    YAML_SHAPE,
    YAML_DUPLICATE,
)
