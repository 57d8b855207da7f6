/** What people type and what must be found by it. */
import { describe, expect, it } from 'vitest';
import { normaliseQuery, queryTokens, searchText } from '../../src/kernel/search-key.ts';

function finds(name: string, query: string): boolean {
  const text = searchText([name]);
  return queryTokens(query).every((token) => text.includes(token));
}

describe('search text', () => {
  it('holds name, full pinyin and initials', () => {
    expect(searchText(['阿司匹林肠溶片']).split(' ')).toEqual(
      expect.arrayContaining(['阿司匹林肠溶片', 'asipilinchangrongpian', 'asplcrp']),
    );
  });

  it.each([
    ['盐酸二甲双胍片', ['ejsg', 'YSEJSG', 'erjia shuanggua', '二甲 片', 'ysejsgp']],
    ['重组人胰岛素', ['czryds', 'zzryds', 'chongzu', 'zhongzuren']],
    ['咯萘啶', ['lnd', 'gnd', 'luonaiding']],
    ['人参健脾丸', ['rsjpw', 'renshen']],
    ['参苓白术散', ['slbzs', 'shenlingbaizhu']],
    ['阿胶', ['ej', 'ejiao', 'aj']],
    ['氢氧化铝', ['qyhl', 'qingyanghualv', 'qingyanghualu']],
    ['人血白蛋白', ['rxbdb', 'bdb', 'baidanbai']],
    ['长春新碱', ['ccxj', 'changchun']],
    ['豨莶草', ['xxc', 'xlc']],
    ['䗪虫', ['zc', 'zhechong']],
    ['川芎', ['cx', 'chuanxiong']],
    ['重组人干扰素α2b', ['grsa2b', '干扰素α2b']],
    ['复方磺胺甲噁（恶）唑', ['复方磺胺甲恶唑', '复方磺胺甲噁唑', 'ffhajez']],
    ['美沙拉秦（美沙拉嗪）', ['美沙拉嗪', '美沙拉秦', 'mslq']],
    ['青霉素（钾盐）', ['qms', '青霉素(钾盐)', 'jy']],
  ])('%s is found in every way people type it', (name, queries) => {
    for (const query of queries) expect(finds(name, query), `${name} by ${query}`).toBe(true);
    expect(finds(name, 'xyzzy')).toBe(false);
  });

  it('keeps codes as they are and stays bounded for a name full of ambiguous characters', () => {
    expect(searchText(['甲药', 'YP-001', '6901234567892'])).toContain('yp-001 6901234567892');
    expect(searchText(['重参术咯朴薄没荨柏藏血阿莶芎']).split(' ').length).toBeLessThan(20);
    expect(searchText(['', ' '])).toBe('');
  });
});

describe('query', () => {
  it('becomes half-width, lower case, single spaces', () => {
    expect(normaliseQuery('　ＡＢＣ　 １２ｍｇ（片）')).toBe('abc 12mg(片)');
    expect(normaliseQuery('10ml∶5mg×2')).toBe('10ml:5mg*2');
  });

  it('is cut to a few words', () => {
    expect(queryTokens('  ')).toEqual([]);
    expect(queryTokens('a b c d e f g h')).toHaveLength(6);
    expect(queryTokens('x'.repeat(500))[0]).toHaveLength(40);
  });
});
