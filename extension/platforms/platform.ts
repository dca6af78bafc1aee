import { type Static, Type } from 'typebox';

/** A CSS selector; ` >>> ` steps into an open shadow root, or into a frame of the same origin. */
const Selector = Type.String({ minLength: 1, maxLength: 300 });
const Text = Type.String({ minLength: 1, maxLength: 120 });

/**
 * Where a name stands. First a text is taken: that of an element, that of its attribute, or the page's
 * address. Then it is cut: to a parameter of the address that it is, to what follows `after`, to what comes
 * before `before`; blanks around it go in any case.
 */
export const Reader = Type.Object(
  {
    from: Type.Enum(['text', 'attribute', 'address']),
    selector: Type.Optional(
      Type.String({ ...Selector, description: 'Within the row; absent: the row itself' }),
    ),
    attribute: Type.Optional(Text),
    parameter: Type.Optional(Text),
    after: Type.Optional(Text),
    before: Type.Optional(Text),
  },
  { additionalProperties: false },
);
export type Reader = Static<typeof Reader>;

/** What gets a badge: each of the rows, or, without rows, the page as a whole. */
export const MarkRule = Type.Object(
  {
    what: Type.Enum(['campaign', 'shop', 'note', 'item']),
    rows: Type.Optional(Selector),
    names: Type.Array(Reader, {
      minItems: 1,
      maxItems: 4,
      description: 'A name and an id may both stand in links: a source with any of them is meant',
    }),
    field: Type.Enum(['campaign', 'content', 'term'], {
      description: 'Which utm_ parameter of the links carries the name',
    }),
    anchor: Type.Optional(
      Type.String({ ...Selector, description: 'Where the badge goes, within the row; absent: at the row' }),
    ),
  },
  { additionalProperties: false },
);
export type MarkRule = Static<typeof MarkRule>;

export const PlatformPage = Type.Object(
  {
    path: Type.String({ pattern: '^/', maxLength: 200, description: '`*` stands for any text' }),
    covers: Type.Optional(
      Type.String({
        pattern: '^/',
        maxLength: 200,
        description: 'What is tracked where the person tracks this page: more than itself',
      }),
    ),
    parameters: Type.Optional(
      Type.Array(Text, { maxItems: 4, description: 'What in the query names the page' }),
    ),
    marks: Type.Array(MarkRule, { minItems: 1, maxItems: 8 }),
  },
  { additionalProperties: false },
);
export type PlatformPage = Static<typeof PlatformPage>;

/** An ad manager or a marketplace, as far as the overlay must know it: data, one file a platform. */
export const Platform = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'The name of the file' }),
    name: Type.Object({ en: Text, 'zh-CN': Text }, { additionalProperties: false }),
    hosts: Type.Array(Type.String({ pattern: '^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+$' }), { minItems: 1 }),
    source: Text,
    medium: Type.Optional(Text),
    pages: Type.Array(PlatformPage, { minItems: 1, maxItems: 20 }),
    verified: Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()], {
      description: 'When it was last held against the live platform; null: never',
    }),
    notes: Type.Array(Type.String({ minLength: 1, maxLength: 400 }), {
      minItems: 1,
      description: 'What is not certain about it',
    }),
  },
  { additionalProperties: false },
);
export type Platform = Static<typeof Platform>;
