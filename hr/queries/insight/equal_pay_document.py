"""The equal-pay assessment as a document: the verdict in plain words, models, groups, unequal rules, method, limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.equal_pay import GroupGap, ModelResult, Verdict
from analytics.equal_pay.inference import Method
from analytics.equal_pay.three_models import Model
from analytics.equal_pay.verdict import LIMIT_PERCENT, TARGET_PERCENT
from hr.queries.insight.equal_pay import EqualPayFound, PaidGroup
from hr.queries.small_groups import SMALLEST_GROUP
from reports.document import Block, Cell, Column, Document, Filter, Kind, Note, Table, Tone
from reports.equal_pay_report import TITLE, EqualPayReport, GapModel, PayGroup, equal_pay_document
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_LABELS = {
    Model.RAW: Text("原始差距", "Raw gap"),
    Model.HEADLINE: Text("岗位、司龄、资格、工作量、中夜班", "Post, tenure, skill, load, shifts"),
    Model.WITH_GRADE: Text("再加岗位等级", "And grade"),
}
_TONES: dict[Verdict, Tone] = {
    Verdict.NOT_SIGNIFICANT: "plain",
    Verdict.TARGET_RESPECTED: "good",
    Verdict.TARGET_EXCEEDED: "warn",
    Verdict.LIMIT_EXCEEDED: "bad",
}
_METHODS = {
    Method.CLASSICAL: Text("只有一个机构，区间按经典公式。", "One unit only: classical intervals."),
    Method.CLUSTER_T: Text("按 {n} 个中心聚类，t(G−1)。", "Clustered by {n} centres, t(G−1)."),
    Method.WILD_CLUSTER: Text(
        "中心只有 {n} 个，区间用野蛮聚类自助法。", "Only {n} centres: wild cluster bootstrap intervals."
    ),
}
_MEANING = {
    Verdict.NOT_SIGNIFICANT: Text(
        "在条件相同的人之间，看不出可靠的差距（或人数不足以看出）。",
        "Between people alike, no gap can be told from chance (or there are too few to tell).",
    ),
    Verdict.TARGET_RESPECTED: Text("差距存在，但未超过目标值。", "There is a gap, within the target."),
    Verdict.TARGET_EXCEEDED: Text(
        "差距超过目标值、未超过限值：应查明原因。", "The gap is above the target, below the limit: find out why."
    ),
    Verdict.LIMIT_EXCEEDED: Text(
        "差距超过限值：工作相同而报酬办法不同的，依劳动合同法第六十三条应予纠正。",
        "The gap is above the limit: where the work is alike and the rules are not, art. 63 of the Labour Contract Law "
        "asks for correction.",
    ),
}
_PEOPLE = {
    StaffingType.DISPATCHED: Text("劳务派遣人员", "Dispatched workers"),
    StaffingType.ASSISTANT_4050: Text("“4050”协管", "4050 assistants"),
    StaffingType.SOCIAL_WORKER: Text("专业社工", "Social workers"),
}
_TERMS = {
    "post": Text("岗位", "post"),
    "tenure": Text("司龄", "tenure"),
    "education": Text("学历", "education"),
    "skill": Text("技能等级", "skill level"),
    "middle_shifts": Text("中班次数", "middle shifts"),
    "night_shifts": Text("夜班次数", "night shifts"),
    "grade": Text("岗位等级", "grade"),
    "workload": Text("工作量", "workload"),
    "group": Text("用工性质", "staffing type"),
}
_SMALLEST_P = 0.001
_GAP_COLUMNS = (
    Column(Text("群体", "Group")),
    Column(Text("人数", "People"), Kind.COUNT),
    Column(Text("差距 A − B", "Gap A − B"), Kind.PERCENT, group=Text("未校正", "Naive")),
    Column(Text("下限", "From"), Kind.PERCENT, group=Text("未校正", "Naive")),
    Column(Text("上限", "To"), Kind.PERCENT, group=Text("未校正", "Naive")),
    Column(Text("p 值", "p"), Kind.NUMBER, decimals=3, group=Text("未校正", "Naive")),
    Column(Text("差距 A − B", "Gap A − B"), Kind.PERCENT, group=Text("校正工作量误差", "Corrected")),
    Column(Text("下限", "From"), Kind.PERCENT, group=Text("校正工作量误差", "Corrected")),
    Column(Text("上限", "To"), Kind.PERCENT, group=Text("校正工作量误差", "Corrected")),
    Column(Text("结论", "Verdict")),
)


def document_of(found: EqualPayFound) -> Document:
    """What page and paper show; nothing in it is about a person."""
    asked = found.asked
    filters = (
        Filter(Text("机构（含下级）", "Unit with all below it"), asked.unit.name),
        Filter(Text("参照组 A", "Reference group A"), asked.reference.label),
    )
    gap = found.gap(Model.HEADLINE)
    if gap is None or gap.gap is None:
        blocks: tuple[Block, ...] = (_no_verdict(found, gap), *_tables(found), _limits(found))
        return Document(TITLE, asked.unit.name, blocks, _period(found), filters)
    document = equal_pay_document(_report(found, gap, filters))
    first_note = next(place for place, block in enumerate(document.blocks) if isinstance(block, Note))
    blocks = (_verdict(found, gap), *document.blocks[:first_note], *_tables(found), *document.blocks[first_note:])
    return replace(document, blocks=(*blocks, _limits(found)))


def _group_b(found: EqualPayFound) -> Text:
    return _PEOPLE.get(found.asked.group, found.asked.group.label)


def _period(found: EqualPayFound) -> Text:
    return Text("{month} 工资", "Pay of {month}").format(month=found.asked.month)


def _report(found: EqualPayFound, gap: GroupGap, filters: tuple[Filter, ...]) -> EqualPayReport:
    verdict = gap.verdict
    assert verdict is not None, "a gap that is shown has a verdict"
    models = [(model, found.models[model], found.gap(model)) for model in Model]
    shown = [(model, _gap_model(model, result, one)) for model, result, one in models if one and one.gap is not None]
    corrected = None if gap.corrected_gap is None else -gap.corrected_gap / 100
    return EqualPayReport(
        issuer=found.asked.unit.name,
        period=_period(found),
        group_a=found.asked.reference.label,
        group_b=_group_b(found),
        models=tuple(row for _, row in shown),
        verdict=verdict.label,
        tone=_TONES[verdict],
        target=TARGET_PERCENT / 100,
        limit=LIMIT_PERCENT / 100,
        headline=[model for model, _ in shown].index(Model.HEADLINE),
        corrected=corrected,
        reliability=found.models[Model.HEADLINE].reliability,
        groups=_paid_groups(found.groups),
        filters=filters,
        smallest_group=SMALLEST_GROUP,
    )


def _gap_model(model: Model, result: ModelResult, gap: GroupGap) -> GapModel:
    value, low, high, p = gap.gap, gap.low, gap.high, gap.p
    assert value is not None
    assert low is not None
    assert high is not None
    assert p is not None
    return GapModel(_LABELS[model], result.n, -value / 100, -high / 100, -low / 100, p, result.r2 or 0.0)


def _paid_groups(groups: Sequence[PaidGroup]) -> tuple[PayGroup, ...]:
    return tuple(
        PayGroup(one.staffing_type.label, one.people, _fen(one.mean), _fen(one.median), one.load_index)
        for one in groups
        if one.people
    )


def _fen(yuan: float | None) -> int:
    """Yuan an hour as whole fen; a hidden figure is never printed."""
    return 0 if yuan is None else int(yuan * 100 + 0.5)


def _verdict(found: EqualPayFound, gap: GroupGap) -> Note:
    assert gap.gap is not None
    assert gap.verdict is not None
    words = Text(
        "岗位、司龄、资格、工作量和中夜班相同的情况下，{b}的小时薪酬比{a}{less} {gap:.1f}%。{meaning}",
        "At the same post, tenure, qualification, workload and shifts, {b} earn {gap:.1f}% {less} an hour than {a}. "
        "{meaning}",
    )
    less = Text("低", "less") if gap.gap <= 0 else Text("高", "more")
    line = words.format(
        a=found.asked.reference.label,
        b=_group_b(found),
        less=less,
        gap=abs(gap.gap),
        meaning=_MEANING[gap.verdict],
    )
    return Note(Text("结论", "In plain words"), (line,), _TONES[gap.verdict])


def _no_verdict(found: EqualPayFound, gap: GroupGap | None) -> Note:
    reason = (gap.reason if gap else None) or found.models[Model.HEADLINE].reason
    nobody = Text("当月没有{group}的整月工资", "Nobody of the group was paid for the whole month: {group}")
    said = reason or nobody.format(group=_group_b(found))
    return Note(Text("不能得出结论", "No verdict"), (Text("{why}。", "{why}.").format(why=said),), "warn")


def _tables(found: EqualPayFound) -> Sequence[Block]:
    rows = [_gap_row(gap) for gap in found.models[Model.HEADLINE].groups]
    tables: list[Block] = []
    if rows:
        title = Text("各群体与参照组（中间模型）", "Every group against the reference (middle model)")
        tables.append(Table.of(title, _GAP_COLUMNS, rows))
    return [*tables, _rules_table(found)]


def _gap_row(gap: GroupGap) -> Sequence[Cell]:
    label = StaffingType(gap.group).label  # type: ignore[call-arg]
    if gap.gap is None:
        return (label, gap.n if gap.n >= SMALLEST_GROUP else None, *[None] * 7, gap.reason)
    p: Cell = "< 0.001" if gap.p is not None and gap.p < _SMALLEST_P else gap.p
    naive = (_share(gap.gap), _share(gap.high), _share(gap.low), p)
    corrected = (_share(gap.corrected_gap), _share(gap.corrected_high), _share(gap.corrected_low))
    return (label, gap.n, *naive, *corrected, gap.verdict.label if gap.verdict else None)


def _share(percent: float | None) -> float | None:
    """A − B as a fraction of A, from B against A in percent."""
    return None if percent is None else -percent / 100


def _rules_table(found: EqualPayFound) -> Table:
    columns = (
        Column(Text("规则", "Rule")),
        Column(Text("机构", "Unit")),
        Column(Text("岗位", "Post")),
        *(Column(one.label) for one in StaffingType),
        Column(Text("自", "Since"), Kind.DATE),
    )
    rows: list[Sequence[Cell]] = [
        (rule.rule, rule.unit, rule.post, *(text for _, text in rule.amounts), rule.since) for rule in found.rules
    ]
    note = Text(
        "同一岗位的中夜班津贴或其他津贴按用工性质不同的，列于此表；有依据的（如公益性岗位补贴）请写明依据。",
        "Rates and allowances that differ by staffing type at the same post; where there is a reason (such as a public "
        "post subsidy), write it down.",
    )
    same = Text("各用工性质执行同一标准。", "The same rates hold for every staffing type.")
    table = Table.of(Text("规则不一致之处（元）", "Rules that differ (yuan)"), columns, rows)
    return Table(table.title, table.columns, table.rows, note if rows else same)


def _limits(found: EqualPayFound) -> Note:
    headline, rows = found.models[Model.HEADLINE], found.rows
    gap = found.gap(Model.HEADLINE)
    lines = [
        Text(
            "当月发薪 {paid} 人次，整月 {whole} 人，进入模型 {n} 人（须有工作量）。",
            "{paid} payslips, {whole} people paid for the whole month, {n} in the models (who have a workload).",
        ).format(paid=rows.paid, whole=len(rows.frame), n=headline.n),
        Text(
            "薪酬为当月应发（不含加班、一次性项目和年终奖）÷ 月计薪日 ÷ 日工作小时，是现金层，未含单位缴费。",
            "Pay is the month's gross without overtime, one-offs and bonus, per paid hour: cash, no contributions.",
        ),
    ]
    lines += [
        Text("未计入：{why} {n} 人。", "Left out: {why}, {n}.").format(why=why.label, n=n)
        for why, n in rows.left_out.items()
    ]
    if gap is not None and gap.method is not None:
        lines.append(_METHODS[gap.method].format(n=headline.clusters or 1))
    if not rows.has_workload:
        lines.append(Text("当月尚无工作量，模型未控制工作量。", "No workload for the month: it is not held equal."))
    if headline.dropped:
        dropped = Text("因共线剔除的项：{names}。", "Dropped as collinear: {names}.")
        lines.append(dropped.format(names=_named(headline.dropped)))
    return Note(Text("局限", "Limits"), tuple(lines), "warn")


def _named(terms: Sequence[str]) -> Text:
    """Terms of a model by the column that they came from, each once."""
    columns = dict.fromkeys(next((name for name in _TERMS if term.startswith(name)), term) for term in terms)
    labels = [_TERMS.get(column, Text(column, column)) for column in columns]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
