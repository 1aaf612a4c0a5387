"""The field's enumerations: one thing, one word, with its label in both languages (see GLOSSARY.md)."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from vocabulary.text import Text


class Term(StrEnum):
    """A word of the field: the value is its stable code, ``label`` what people read."""

    label: Text

    def __new__(cls, code: str, zh: str, en: str) -> Term:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = Text(zh, en)
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with that code; raises ValueError for a code that is not in the vocabulary."""
        found = cls._value2member_map_.get(code)
        if not isinstance(found, cls):
            raise ValueError(f"{cls.__name__} has no {code!r}")
        return found


class StaffingType(Term):
    """用工性质: under which rules a person works."""

    ESTABLISHMENT = "establishment", "在编", "Establishment"
    CONTRACT = "contract", "聘用", "Contract"
    DISPATCHED = "dispatched", "劳务派遣", "Dispatched"
    ASSISTANT_4050 = "assistant_4050", "“4050”协管", "4050 assistant"
    SOCIAL_WORKER = "social_worker", "专业社工", "Social worker"


class UnitKind(Term):
    """机构层级: where a unit stands in the tree."""

    CITY = "city", "市", "City"
    DISTRICT = "district", "区网格化中心", "District centre"
    STREET_TOWN = "street_town", "街镇网格化中心", "Street/town centre"
    STATION = "station", "居村工作站", "Village/neighbourhood station"


class UnitNature(Term):
    """机构性质."""

    PUBLIC_INSTITUTION = "public_institution", "普通事业单位", "Public institution"
    CIVIL_SERVICE_LIKE = "civil_service_like", "参公事业单位", "Institution managed like the civil service"


class PostFamily(Term):
    """岗位序列: posts that share a ladder."""

    GRID_INSPECTOR = "grid_inspector", "网格巡查", "Grid inspector"
    CALL_TAKER = "call_taker", "热线受理", "Call-taker"
    CASE_ROUTER = "case_router", "派遣调度", "Case router"
    DUTY_CHIEF = "duty_chief", "值班长", "Duty chief"
    MANAGER = "manager", "管理", "Manager"
    SOCIAL_WORKER = "social_worker", "社区工作", "Social work"


class Role(Term):
    """角色: what a user is, at a unit."""

    HR_OFFICER = "hr_officer", "人事专员", "HR officer"
    FINANCE = "finance", "财务", "Finance"
    FINANCE_APPROVER = "finance_approver", "财务审批", "Finance approver"
    UNIT_MANAGER = "unit_manager", "机构负责人", "Unit manager"
    LEADER = "leader", "分管领导", "Leader"
    GRID_WORKER = "grid_worker", "网格员", "Grid worker"
    AUDITOR = "auditor", "审计", "Auditor"
    ADMINISTRATOR = "administrator", "系统管理员", "Administrator"


class Sex(Term):
    """性别."""

    MALE = "male", "男", "Male"
    FEMALE = "female", "女", "Female"


class Education(Term):
    """学历, lowest first."""

    JUNIOR_SECONDARY = "junior_secondary", "初中及以下", "Junior secondary or below"
    SENIOR_SECONDARY = "senior_secondary", "高中/中专", "Senior or vocational secondary"
    COLLEGE = "college", "大专", "College"
    BACHELOR = "bachelor", "本科", "Bachelor"
    MASTER = "master", "硕士及以上", "Master or above"


class IdType(Term):
    """证件类型 (the tax client's names)."""

    RESIDENT_ID = "resident_id", "居民身份证", "Resident identity card"
    HK_MACAO_PASS = "hk_macao_pass", "港澳居民来往内地通行证", "Hong Kong/Macao travel permit"
    HK_MACAO_RESIDENCE = "hk_macao_residence", "港澳居民居住证", "Hong Kong/Macao residence permit"
    TAIWAN_PASS = "taiwan_pass", "台湾居民来往大陆通行证", "Taiwan travel permit"
    TAIWAN_RESIDENCE = "taiwan_residence", "台湾居民居住证", "Taiwan residence permit"
    FOREIGN_PASSPORT = "foreign_passport", "外国护照", "Foreign passport"


class RetirementGroup(Term):
    """退休类别 under the 2024 decision: sex, and for women the kind of post."""

    MALE_60 = "male_60", "男职工", "Men (60)"
    FEMALE_55 = "female_55", "女管理/技术岗位", "Women in management or technical posts (55)"
    FEMALE_50 = "female_50", "女工勤岗位", "Women in worker posts (50)"


class ContractKind(Term):
    """合同期限类型."""

    FIXED = "fixed", "固定期限", "Fixed term"
    OPEN_ENDED = "open_ended", "无固定期限", "Open-ended"
    TASK = "task", "以完成一定任务为期限", "Task-based"


class WorkingTimeRegime(Term):
    """工时制度 (劳动法 arts. 36, 39; 劳部发〔1994〕503号)."""

    STANDARD = "standard", "标准工时制", "Standard working time"
    COMPREHENSIVE = "comprehensive", "综合计算工时制", "Comprehensively calculated working time"
    IRREGULAR = "irregular", "不定时工作制", "Irregular working time"


class SettlementPeriod(Term):
    """综合计算周期: over how many months comprehensively calculated working time is settled."""

    MONTH = "month", "月", "Month"
    QUARTER = "quarter", "季", "Quarter"
    YEAR = "year", "年", "Year"


class InsuranceKind(Term):
    """参保类别: what an employer pays for somebody."""

    URBAN = "urban", "城镇职工社会保险", "Urban employees' insurance"
    ESTABLISHMENT = "establishment", "机关事业单位社会保险与职业年金", "Insurance and annuity of public institutions"
    INJURY_ONLY = "injury_only", "仅工伤保险", "Work injury insurance only"
    OVER_AGE = "over_age", "超龄人员，仅工伤保险", "Over retirement age: work injury insurance only"
    NONE = "none", "不参保", "Not insured"


class SeparationKind(Term):
    """离职类别: how an employment ended, as turnover counts it."""

    VOLUNTARY = "voluntary", "主动离职", "Voluntary"
    INVOLUNTARY = "involuntary", "单位解除", "Involuntary"
    END_OF_CONTRACT = "end_of_contract", "合同到期终止", "End of contract"
    RETIREMENT = "retirement", "退休", "Retirement"
    DEATH = "death", "死亡", "Death"
    CONVERSION = "conversion", "转换用工性质", "Conversion to another staffing type"


class SeparationReason(Term):
    """离职原因, coded."""

    PAY = "pay", "薪酬待遇", "Pay"
    NIGHT_WORK = "night_work", "夜班与工时", "Night work and hours"
    WORKLOAD = "workload", "工作强度", "Workload"
    NO_CAREER = "no_career", "缺乏发展通道", "No career path"
    STATUS = "status", "身份待遇差别", "Unequal status"
    FAMILY = "family", "家庭原因", "Family"
    COMMUTE = "commute", "通勤距离", "Commute"
    OTHER_JOB = "other_job", "另有工作", "Another job"
    CONDUCT = "conduct", "违纪", "Conduct"
    PERFORMANCE = "performance", "不胜任", "Performance"
    RETURNED = "returned", "退回派遣单位", "Returned to the agency"
    AGE = "age", "到龄", "Age"
    OTHER = "other", "其他", "Other"


class ShiftKind(Term):
    """班次."""

    DAY = "day", "常日班", "Day"
    EARLY = "early", "早班", "Early"
    MIDDLE = "middle", "中班", "Middle"
    NIGHT = "night", "夜班", "Night"


class Duty(Term):
    """勤务: what a shift is spent on."""

    PATROL = "patrol", "巡查", "Patrol"
    CALL_TAKING = "call_taking", "受理", "Call-taking"
    ROUTING = "routing", "派遣", "Routing"
    OFFICE = "office", "内勤", "Office"
    EMERGENCY = "emergency", "应急值守", "Emergency duty"
    TRAINING = "training", "培训", "Training"
    LEAVE = "leave", "请假", "Leave"


class WorkItemClass(Term):
    """事项大类."""

    COMPONENT = "component", "部件", "Component"
    EVENT = "event", "事件", "Event"
    PUBLIC_SERVICE = "public_service", "公共服务", "Public service"


class CaseStep(Term):
    """环节 of the case loop."""

    DISCOVER = "discover", "发现", "Discover"
    DISPATCH = "dispatch", "派单", "Dispatch"
    HANDLE = "handle", "处置", "Handle"
    SUPERVISE = "supervise", "监督", "Supervise"
    APPRAISE = "appraise", "考核", "Appraise"


class AppraisalGrade(Term):
    """考核等次 (事业单位人事管理条例 art. 21)."""

    EXCELLENT = "excellent", "优秀", "Excellent"
    QUALIFIED = "qualified", "合格", "Qualified"
    BARELY_QUALIFIED = "barely_qualified", "基本合格", "Barely qualified"
    UNQUALIFIED = "unqualified", "不合格", "Unqualified"


class PayRunState(Term):
    """发薪批次状态, in the order a run passes them."""

    DRAFT = "draft", "草稿", "Draft"
    COMPUTED = "computed", "已计算", "Computed"
    CHECKED = "checked", "已核对", "Checked"
    SUBMITTED = "submitted", "已提交", "Submitted"
    APPROVED = "approved", "已审批", "Approved"
    PAID = "paid", "已发放", "Paid"
    LOCKED = "locked", "已锁定", "Locked"


class FundSource(Term):
    """经费来源."""

    FISCAL = "fiscal", "财政拨款", "Fiscal appropriation"
    PROJECT = "project", "项目经费", "Project funds"
    EMPLOYMENT_FUND = "employment_fund", "就业专项资金", "Employment fund"


class ContributionItem(Term):
    """缴费险种: what social insurance and the housing fund are paid for."""

    PENSION = "pension", "养老保险", "Pension"
    MEDICAL = "medical", "医疗保险", "Medical"
    MATERNITY = "maternity", "生育保险", "Maternity"
    UNEMPLOYMENT = "unemployment", "失业保险", "Unemployment"
    WORK_INJURY = "work_injury", "工伤保险", "Work injury"
    OCCUPATIONAL_ANNUITY = "occupational_annuity", "职业年金", "Occupational annuity"
    HOUSING_FUND = "housing_fund", "住房公积金", "Housing fund"
    SUPPLEMENTARY_FUND = "supplementary_fund", "补充住房公积金", "Supplementary housing fund"


class BaseGround(Term):
    """基数依据: what a contribution base rests on."""

    YEAR_AVERAGE = "year_average", "上年度月平均工资", "Last year's monthly average"
    FIRST_FULL_MONTH = "first_full_month", "首个足月工资", "First full month's wage"
    FIRST_MONTH_ACTUAL = "first_month_actual", "起薪当月实际工资（不足月）", "First month's wage, an incomplete month"
    PRESENT = "present", "沿用现基数", "Present base"


class AgencyFeeKind(Term):
    """派遣服务费计算方式."""

    PER_HEAD = "per_head", "按人按月", "Per person and month"
    PER_CENT = "per_cent", "按工资和单位缴费的比例", "Share of pay and employer contributions"


class AgencyTaxBase(Term):
    """派遣税费计税口径."""

    FEE = "fee", "仅服务费（差额）", "The service fee alone (difference method)"
    WHOLE = "whole", "全额", "The whole amount"


class AccountRole(Term):
    """科目用途: for which side of which entry of the pay voucher an account is used."""

    EXPENSE = "expense", "费用（计提借方）", "Expense (accrual, debit)"
    ELEMENT = "element", "工资项目（应付贷方）", "Pay element (payable, credit)"
    WITHHELD = "withheld", "代扣款项出处（应付借方）", "What is withheld from (payable, debit)"
    SOURCE = "source", "付款（财务会计贷方）", "Payment (financial ledger, credit)"
    BUDGET_EXPENSE = "budget_expense", "预算支出（借方）", "Budget expenditure (debit)"
    BUDGET_SOURCE = "budget_source", "预算资金（贷方）", "Budget funds (credit)"
    AGENCY_COST = "agency_cost", "派遣服务费用（借方）", "Dispatched staff as a service (debit)"
    AGENCY_PAYABLE = "agency_payable", "应付派遣单位（贷方）", "Owed to the agency (credit)"
