import type { Translation } from '../../i18n.ts';

export const siteRulesEnglish = {
  'site.lookback': 'Lookback',
  'site.lookbackHint':
    'How old an arrival may be at the till and still earn credit. Holds for new redemptions.',
  'site.margin': 'Margin',
  'site.marginHint': 'Of the revenue, for the return on investment. Empty: not shown.',
  'invalid.margin': 'A whole number between 0 and 100, or nothing.',
  'channels.title': 'Your own channels',
  'channels.text':
    'Sources that you know better than the built-in groups. The first rule that fits counts; it holds for the past too.',
  'channels.none': 'No rules: the built-in groups decide.',
  'channels.rule': 'Rule {{n}}',
  'channels.add': 'Add a rule',
  'channels.remove': 'Remove rule {{n}}',
  'channels.up': 'Move rule {{n}} up',
  'channels.hint': 'Every field that is filled in has to fit; * stands for any text. Example: kol*',
  'channels.channel': 'Channel',
  'channels.empty': 'Fill in at least one field.',
};

export const siteRulesChinese: Translation<typeof siteRulesEnglish> = {
  'site.lookback': '回溯期',
  'site.lookbackHint': '核销时，多少天内的到达仍可获得归因。只影响新的核销。',
  'site.margin': '毛利率',
  'site.marginHint': '占收入的比例，用于计算投资回报率。留空则不显示。',
  'invalid.margin': '0 至 100 的整数，或留空。',
  'channels.title': '自定义渠道',
  'channels.text': '您比内置分组更了解的来源。按顺序匹配，以第一条符合的规则为准，对历史数据同样有效。',
  'channels.none': '没有规则：由内置分组决定。',
  'channels.rule': '规则 {{n}}',
  'channels.add': '添加规则',
  'channels.remove': '删除规则 {{n}}',
  'channels.up': '上移规则 {{n}}',
  'channels.hint': '已填写的各项须全部符合；* 代表任意文字，例如 kol*',
  'channels.channel': '渠道',
  'channels.empty': '请至少填写一项。',
};
