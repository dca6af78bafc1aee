import type { Translation } from '../../i18n.ts';

export const participationEnglish = {
  'tabs.label': 'Kinds of report',
  'tabs.attribution': 'Credit, adds up',
  'tabs.participation': 'Pages and positions',
  'participation.lead': 'What those saw and clicked who came to the till.',
  'participation.badge': 'participation',
  'participation.text':
    'One visitor meets many pages and clicks many things, and takes part in each of these rows. So there is no total, and no row is what it earned.',
  'participation.page': 'Page',
  'participation.title': 'Title',
  'participation.position': 'Position',
  'participation.label': 'What it says',
  'participation.table.page': 'By page',
  'participation.table.position': 'By position',
  'participation.note':
    'Each share is of those who met the page, or clicked the position. Press a page to see its positions.',
  'participation.met.page': 'Met it',
  'participation.met.position': 'Clicked it',
  'participation.on': 'Only positions on {{page}}',
  'participation.answer.page':
    'Of {{met}} who met “{{name}}”, {{n}} redeemed: {{revenue}} that this page took part in.',
  'participation.answer.position':
    'Of {{met}} who clicked “{{name}}” on {{page}}, {{n}} redeemed: {{revenue}} that this position took part in.',
  'participation.none.page': 'Pages were met in these days, and none by somebody who has redeemed.',
  'participation.none.position':
    'Positions were clicked in these days, and none by somebody who has redeemed.',
  'participation.nobody.page': 'Nobody met a page in these days.',
  'participation.nobody.position': 'Nothing was clicked in these days.',
  'participation.nobodyText': 'As soon as the tag on your pages sends a view or a click, it shows here.',
};

export const participationChinese: Translation<typeof participationEnglish> = {
  'tabs.label': '报表类型',
  'tabs.attribution': '归因（可相加）',
  'tabs.participation': '页面与位置',
  'participation.lead': '到店核销的人看过什么、点过什么。',
  'participation.badge': '参与',
  'participation.text':
    '一位访客会看多个页面、点击多个位置，每一行都算参与。因此没有合计，任何一行也不代表它带来的收入。',
  'participation.page': '页面',
  'participation.title': '标题',
  'participation.position': '位置',
  'participation.label': '文字',
  'participation.table.page': '按页面',
  'participation.table.position': '按位置',
  'participation.note': '比例以看过该页面或点击过该位置的人为基数。点击页面查看其中的位置。',
  'participation.met.page': '看过',
  'participation.met.position': '点击过',
  'participation.on': '仅 {{page}} 上的位置',
  'participation.answer.page':
    '看过“{{name}}”的 {{met}} 人中有 {{n}} 人核销，该页面参与的金额为 {{revenue}}。',
  'participation.answer.position':
    '点击过 {{page}} 上“{{name}}”的 {{met}} 人中有 {{n}} 人核销，该位置参与的金额为 {{revenue}}。',
  'participation.none.page': '这些天有页面被浏览，但浏览者均未核销。',
  'participation.none.position': '这些天有位置被点击，但点击者均未核销。',
  'participation.nobody.page': '这些天没有人浏览页面。',
  'participation.nobody.position': '这些天没有点击。',
  'participation.nobodyText': '页面上的代码一旦发来浏览或点击，就会显示在这里。',
};
