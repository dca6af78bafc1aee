import type { Translation } from '../../i18n.ts';

export const returnsEnglish = {
  'returns.record': 'Record a return',
  'returns.title': 'A return of order {{order}}',
  'returns.left': '{{amount}} is left of it; {{paid}} was paid for that.',
  'returns.text': 'What came back leaves every report and the funnel. The code stays used.',
  'returns.amount': 'Value that comes back, before the discount',
  'returns.reason': 'Reason (optional)',
  'returns.refund': 'That is {{amount}} to pay back.',
  'returns.done': 'Recorded: {{amount}} to pay back.',
  'returns.earlier': 'Came back before',
  'returns.one': '{{amount}}, paid back {{refund}}',
  'returns.wrong': 'Between {{least}} and {{most}}.',
  'returns.was': '{{amount}} before returns',
};

export const returnsChinese: Translation<typeof returnsEnglish> = {
  'returns.record': '登记退货',
  'returns.title': '订单 {{order}} 退货',
  'returns.left': '尚余 {{amount}}，对应实付 {{paid}}。',
  'returns.text': '退回的部分会从所有报表与漏斗中扣除，优惠码仍视为已使用。',
  'returns.amount': '退回商品的优惠前金额',
  'returns.reason': '原因（可不填）',
  'returns.refund': '应退款 {{amount}}。',
  'returns.done': '已登记：应退款 {{amount}}。',
  'returns.earlier': '此前的退货',
  'returns.one': '{{amount}}，已退款 {{refund}}',
  'returns.wrong': '请填写 {{least}} 至 {{most}} 之间的金额。',
  'returns.was': '退货前 {{amount}}',
};
