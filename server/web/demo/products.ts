import type { ProductId, StoreKey } from '../../demo/catalogue.ts';
import type { Language } from '../i18n.ts';
import bed from './pictures/bed.svg';
import cornerSofa from './pictures/corner-sofa.svg';
import diningTable from './pictures/dining-table.svg';
import loungeChair from './pictures/lounge-chair.svg';
import threeSeatSofa from './pictures/three-seat-sofa.svg';
import twoSeatSofa from './pictures/two-seat-sofa.svg';

/** The address of each product's own picture. */
export const PICTURES: Record<ProductId, string> = {
  'three-seat-sofa': threeSeatSofa,
  'corner-sofa': cornerSofa,
  'two-seat-sofa': twoSeatSofa,
  'lounge-chair': loungeChair,
  'dining-table': diningTable,
  bed,
};

export interface ProductText {
  name: string;
  line: string;
  about: string;
  size: string;
  made: string;
}

/** What the shop says of a product, in each of its languages. */
export const PRODUCT_TEXTS: Record<Language, Record<ProductId, ProductText>> = {
  en: {
    'three-seat-sofa': {
      name: 'Harbour three-seat sofa',
      line: 'Deep, linen, for whole evenings',
      about:
        'Three seats, one long evening. The back is high enough to lean your head on, the arms wide enough for a cup, and every cover comes off for the wash.',
      size: '228 × 96 × 84 cm',
      made: 'Washed linen, kiln-dried ash, walnut legs',
    },
    'corner-sofa': {
      name: 'Inlet corner sofa',
      line: 'Room to stretch out in',
      about:
        'A sofa with a shore to lie down on. The chaise goes left or right; you can change your mind when you move.',
      size: '286 × 168 × 82 cm',
      made: 'Wool blend, birch frame, steel legs',
    },
    'two-seat-sofa': {
      name: 'Cove two-seat sofa',
      line: 'Small rooms, soft corners',
      about:
        'A round back that holds two people and fits through every door. It comes in one piece and needs no tools.',
      size: '154 × 82 × 86 cm',
      made: 'Cotton velvet, beech frame, oak legs',
    },
    'lounge-chair': {
      name: 'Reed lounge chair',
      line: 'One seat, nobody else’s',
      about:
        'An open oak frame with a bouclé seat. Light enough to carry to the window, steady enough to fall asleep in.',
      size: '72 × 80 × 94 cm',
      made: 'Bouclé wool, solid oak, oiled by hand',
    },
    'dining-table': {
      name: 'Plank dining table',
      line: 'Solid oak for six',
      about:
        'Four boards of oak, two tenons a leg and no screw in sight. Scratches can be sanded out; that is what it is for.',
      size: '200 × 90 × 75 cm',
      made: 'Solid oak, hard-wax oil',
    },
    bed: {
      name: 'Dune bed',
      line: 'A tall back, a quiet frame',
      about:
        'An upholstered headboard to read against and slats that do not creak. Room for two boxes underneath.',
      size: '186 × 214 × 110 cm',
      made: 'Recycled wool felt, pine frame, beech slats',
    },
  },
  'zh-CN': {
    'three-seat-sofa': {
      name: '港湾三人沙发',
      line: '坐深舒展，亚麻面料',
      about: '三个座位，一个长长的夜晚。靠背够高可以枕头，扶手够宽可以放杯，布套全部可拆洗。',
      size: '228 × 96 × 84 厘米',
      made: '水洗亚麻、烘干白蜡木、胡桃木脚',
    },
    'corner-sofa': {
      name: '内湾转角沙发',
      line: '可以躺平的那一种',
      about: '带贵妃位的大沙发。贵妃位左右可换，搬家也不怕。',
      size: '286 × 168 × 82 厘米',
      made: '羊毛混纺、桦木框架、钢脚',
    },
    'two-seat-sofa': {
      name: '小湾双人沙发',
      line: '小户型的柔软一角',
      about: '圆润的靠背刚好容下两个人，进得了每一扇门。整件到家，无需工具。',
      size: '154 × 82 × 86 厘米',
      made: '棉绒、榉木框架、橡木脚',
    },
    'lounge-chair': {
      name: '芦苇休闲椅',
      line: '只属于一个人的位子',
      about: '橡木明框，圈圈绒坐垫。轻得可以搬到窗边，稳得可以睡着。',
      size: '72 × 80 × 94 厘米',
      made: '圈圈绒、实心橡木、手工上油',
    },
    'dining-table': {
      name: '木板餐桌',
      line: '六人位实心橡木',
      about: '四块橡木板，每条桌腿两个榫头，不见一颗螺丝。划痕可以打磨，桌子就是拿来用的。',
      size: '200 × 90 × 75 厘米',
      made: '实心橡木、硬蜡油',
    },
    bed: {
      name: '沙丘床',
      line: '高靠背，静音床架',
      about: '软包床头适合靠着看书，排骨架不作响，床下可放两只收纳箱。',
      size: '186 × 214 × 110 厘米',
      made: '再生羊毛毡、松木框架、榉木排骨架',
    },
  },
};

export interface StoreText {
  name: string;
  city: string;
  address: string;
}

/** The stores as the shop's own pages name them. */
export const STORE_TEXTS: Record<Language, Record<StoreKey, StoreText>> = {
  en: {
    shanghai: { name: 'Tenon Shanghai', city: 'Shanghai', address: '1 Sample Road, Xuhui, Shanghai' },
    hangzhou: { name: 'Tenon Hangzhou', city: 'Hangzhou', address: '2 Sample Lane, Xihu, Hangzhou' },
  },
  'zh-CN': {
    shanghai: { name: '榫家上海店', city: '上海', address: '上海市徐汇区示例路 1 号' },
    hangzhou: { name: '榫家杭州店', city: '杭州', address: '杭州市西湖区示例巷 2 号' },
  },
};
