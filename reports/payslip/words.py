"""The words of a payslip's form."""

from __future__ import annotations

from vocabulary.text import Text

TITLE = Text("工资条", "Payslip")
MONTH = Text("{year} 年 {month} 月", "{year}-{month:02d}")
NO_SLIP = Text("没有可打印的工资条", "There is no payslip to print")

NAME = Text("姓名", "Name")
STAFF_NUMBER = Text("工号", "Staff no.")
UNIT = Text("部门", "Unit")
POST = Text("岗位", "Post")
STAFFING_TYPE = Text("用工性质", "Staffing type")
PAID_BY = Text("发薪单位", "Paid by")
PAID_ON = Text("发放日期", "Paid on")
ACCOUNT = Text("工资账户", "Account")

EARNINGS = Text("应发项目", "Earnings")
DEDUCTIONS = Text("扣款项目", "Deductions")
EMPLOYER = Text("单位缴纳（不从工资扣除）", "Paid by the employer (not deducted)")
YEAR_TO_DATE = Text("本年累计", "Year to date")
GROSS = Text("应发合计", "Gross pay")
DEDUCTED = Text("扣款合计", "Total deductions")
EMPLOYER_TOTAL = Text("单位缴纳合计", "Employer total")
NET = Text("实发工资", "Net pay")
CURRENCY = Text("单位：人民币元", "Amounts in yuan (CNY)")
