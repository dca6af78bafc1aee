import type { Translation } from '../../i18n.ts';

export const placementsEnglish = {
  'placements.title': 'Placements',
  'placements.lead':
    'Places elsewhere that lead to your site: profiles, posts, ad managers, shops on a marketplace. Each is known by the names in its links.',
  'placements.new': 'Add a placement',
  'placements.none': 'No placement yet',
  'placements.noneText':
    'Open a page elsewhere in a browser with the extension and choose “Track this page”, or add a place here.',
  'placements.days': 'What each brought',
  'placements.note':
    'By the day visitors came. Two placements with the same names show the same figures: never add them up.',
  'placement.name': 'Placement',
  'placement.visitors': 'Visitors',
  'placement.change': 'Change',
  'placement.page': 'Page',
  'placement.pageHint':
    'Where the extension shows these figures: an address, with * for any text in its path. Empty: nowhere.',
  'placement.source': 'Source (utm_source)',
  'placement.medium': 'Medium (utm_medium)',
  'placement.campaign': 'Campaign (utm_campaign)',
  'placement.content': 'Content (utm_content)',
  'placement.term': 'Term (utm_term)',
  'placement.namesHint': 'Names as they stand in the links, in any case. Empty: whatever it is.',
  'placement.create': 'Add the placement',
  'placement.editTitle': 'Edit {{placement}}',
  'placement.remove': 'Remove the placement',
  'placement.removeOf': 'Remove {{placement}}',
  'placement.removeTitle': 'Remove {{placement}}?',
  'placement.removeText':
    'The extension shows nothing on its page any more. Visitors it brought stay counted.',
};

export const placementsChinese: Translation<typeof placementsEnglish> = {
  'placements.title': '投放位',
  'placements.lead':
    '通向您网站的外部位置：主页、帖子、广告后台、电商平台店铺。每个位置以其链接中的名称来识别。',
  'placements.new': '添加投放位',
  'placements.none': '还没有投放位',
  'placements.noneText': '在装有扩展的浏览器中打开外部页面，选择“跟踪此页面”；或在此添加。',
  'placements.days': '各投放位带来的结果',
  'placements.note': '按访客到访日统计。名称相同的两个投放位显示相同的数字，请勿相加。',
  'placement.name': '投放位',
  'placement.visitors': '访客',
  'placement.change': '更改',
  'placement.page': '页面',
  'placement.pageHint': '扩展在哪里显示这些数字：网址，路径中 * 代表任意文字。留空则不显示。',
  'placement.source': '来源（utm_source）',
  'placement.medium': '媒介（utm_medium）',
  'placement.campaign': '活动（utm_campaign）',
  'placement.content': '内容（utm_content）',
  'placement.term': '关键词（utm_term）',
  'placement.namesHint': '与链接中的名称一致，不分大小写。留空则不限。',
  'placement.create': '添加投放位',
  'placement.editTitle': '编辑 {{placement}}',
  'placement.remove': '移除投放位',
  'placement.removeOf': '移除 {{placement}}',
  'placement.removeTitle': '移除 {{placement}}？',
  'placement.removeText': '扩展不再在其页面上显示任何内容。它带来的访客仍计入统计。',
};
