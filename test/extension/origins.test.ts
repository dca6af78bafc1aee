import { describe, expect, it } from 'vitest';
import { matchPattern, readPairingLink, serverOrigin } from '../../extension/origins.ts';

describe('a typed server address', () => {
  it.each([
    ['https://backstamp.example', 'https://backstamp.example'],
    [' backstamp.example ', 'https://backstamp.example'],
    ['backstamp.example:8443/setup#x', 'https://backstamp.example:8443'],
    ['localhost:8787', 'http://localhost:8787'],
    ['127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://10.0.0.7:8787/', 'http://10.0.0.7:8787'],
    ['localhost.example', 'https://localhost.example'],
    ['ftp://backstamp.example', null],
    ['javascript:alert(1)', null],
    ['https://me:secret@backstamp.example', null],
    ['', null],
    ['not an address', null],
  ])('%j is %j', (typed, origin) => {
    expect(serverOrigin(typed)).toBe(origin);
  });

  it.each([
    [
      'https://backstamp.example/#pair=ABCD-EFGH',
      { address: 'https://backstamp.example', code: 'ABCD-EFGH' },
    ],
    [' http://localhost:8787/#pair=ABCD ', { address: 'http://localhost:8787', code: 'ABCD' }],
    ['https://backstamp.example/#other', null],
    ['javascript:alert(1)//#pair=ABCD', null],
    ['https://backstamp.example', null],
  ])('%j as a pairing link is %j', (text, read) => {
    expect(readPairingLink(text)).toEqual(read);
  });

  it('is asked for without its port, which a pattern cannot carry', () => {
    expect(matchPattern('http://localhost:8787')).toBe('http://localhost/*');
  });
});
