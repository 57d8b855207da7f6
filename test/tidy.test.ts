/** The house rules that a machine can keep: who may import whom, sizes, names, and nothing left lying about. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../db/root.ts';

interface Source {
  path: string;
  text: string;
  lines: string[];
  imports: { target: string; typeOnly: boolean }[];
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm;

function importsOf(path: string, text: string): Source['imports'] {
  return [...text.matchAll(IMPORT)].map((match) => ({
    target: normalize(join(dirname(path), match[2] ?? '')),
    typeOnly: match[1] !== undefined || /^import \{(\s*type [^,}]+,?)+\s*\}/.test(match[0]),
  }));
}

const sources: Source[] = ['src', 'views', 'db', 'seeds', 'test'].flatMap(filesUnder).map((path) => {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  return { path, text, lines: text.split('\n'), imports: importsOf(path, text) };
});
const ours = sources.filter((source) => !source.path.startsWith('test/'));

const KERNEL_FOLDERS = ['ledger', 'account', 'documents', 'audit'];
const NOT_FEATURES = new Set(['kernel', 'web', 'auth', 'print', 'spreadsheets', 'imports', ...KERNEL_FOLDERS]);

function placeOf(path: string): string {
  const [top, second] = path.split('/');
  return top === 'src' && second !== undefined && !second.includes('.') ? second : (top ?? '');
}

/** `path -> target` for every import that `wrong` names. */
function importsThat(wrong: (source: Source, target: string, typeOnly: boolean) => boolean): string[] {
  return ours.flatMap((source) =>
    source.imports
      .filter(({ target, typeOnly }) => wrong(source, target, typeOnly))
      .map(({ target }) => `${source.path} -> ${target}`),
  );
}

describe('who may import whom', () => {
  it('keeps src/kernel free of everything else', () => {
    expect(importsThat((source, target) => placeOf(source.path) === 'kernel' && placeOf(target) !== 'kernel')).toEqual(
      [],
    );
  });

  it('keeps the four kernels below the features and the web', () => {
    const below = new Set(['kernel', 'db', 'auth', ...KERNEL_FOLDERS]);
    const wrong = (source: Source, target: string) =>
      KERNEL_FOLDERS.includes(placeOf(source.path)) &&
      !/(routes|page-queries|export)/.test(source.path) &&
      !below.has(placeOf(target));
    expect(importsThat(wrong)).toEqual([]);
  });

  it('lets only commands, queries, kernels, auth and the start touch the database', () => {
    const door = /(commands?|queries|statements|record|stores|verify|services|app|main|database)\.tsx?$/;
    const wrong = (source: Source, target: string, typeOnly: boolean) =>
      source.path.startsWith('src/') &&
      target.startsWith('db/') &&
      !typeOnly &&
      !door.test(source.path) &&
      !KERNEL_FOLDERS.includes(placeOf(source.path)) &&
      placeOf(source.path) !== 'auth';
    expect(importsThat(wrong)).toEqual([]);
  });

  it('keeps rules pure: they know the kernels below and types', () => {
    const wrong = (source: Source, target: string, typeOnly: boolean) => {
      if (!/^src\/[^/]+\/rules\.ts$/.test(source.path) || typeOnly) return false;
      return target.startsWith('db/') || !['kernel', 'ledger', 'auth', placeOf(source.path)].includes(placeOf(target));
    };
    expect(importsThat(wrong)).toEqual([]);
  });

  it('gives views finished props only, with the pure rules they name choices by', () => {
    const wrong = (source: Source, target: string, typeOnly: boolean) => {
      if (!source.path.startsWith('views/') || target.startsWith('views/')) return false;
      const pure = /^src\/(paths|auth\/roles|[^/]+\/rules)\.ts$/.test(target) || placeOf(target) === 'kernel';
      return !typeOnly && !pure;
    };
    expect(importsThat(wrong)).toEqual([]);
  });

  it('lets a feature use another by its commands, queries and pure rules, never by its tables', () => {
    const wrong = (source: Source, target: string, typeOnly: boolean) => {
      const [from, to] = [placeOf(source.path), placeOf(target)];
      if (!source.path.startsWith('src/') || !target.startsWith('src/') || !target.split('/')[2]) return false;
      if (from === 'src' || from === to || typeOnly || NOT_FEATURES.has(from) || NOT_FEATURES.has(to)) return false;
      return !/(commands?|queries|rules|verify)\.tsx?$/.test(target);
    };
    expect(importsThat(wrong)).toEqual([]);
  });

  it('keeps src/web and src/auth free of features', () => {
    const wrong = (source: Source, target: string, typeOnly: boolean) => {
      if (placeOf(source.path) !== 'web' || !target.startsWith('src/') || typeOnly) return false;
      return !NOT_FEATURES.has(placeOf(target)) && target.split('/').length > 2;
    };
    expect(importsThat(wrong)).toEqual([]);
  });
});

describe('one door to each thing', () => {
  function pathsWith(pattern: RegExp, allowed: RegExp): string[] {
    return ours
      .filter((source) => pattern.test(source.text) && !allowed.test(source.path))
      .map((source) => source.path);
  }

  it('opens transactions only in the frame of commands, the session and the database', () => {
    expect(pathsWith(/\.transaction\(/, /^(src\/audit\/command\.ts|src\/auth\/|db\/|seeds\/)/)).toEqual([]);
  });

  it('writes stock only in the ledger', () => {
    const tables = 'movement|movementLine|balance|reservation|lot|dailyUse|period|periodBalance';
    expect(
      pathsWith(new RegExp(`\\.(insert|update|delete)\\((${tables})\\)`), /^(src\/ledger\/|seeds\/scale\/)/),
    ).toEqual([]);
    expect(
      pathsWith(
        /(insert into|update|delete from) (movement|movement_line|balance|reservation|lot|daily_use)\b/,
        /^(src\/ledger\/|seeds\/scale\/|db\/)/,
      ),
    ).toEqual([]);
  });

  it('moves goods only through the books, so that their value moves too', () => {
    const door = /^src\/(ledger|books)\//;
    const past = (source: Source, target: string, typeOnly: boolean) =>
      !typeOnly && !door.test(source.path) && /^src\/ledger\/(post|write|reverse)\.ts$/.test(target);
    expect(importsThat(past)).toEqual([]);
  });

  it('writes documents, audit rows and money only in their kernels', () => {
    const door = /^(src\/(documents|audit|account)\/|seeds\/scale\/|db\/)/;
    expect(
      pathsWith(/\.(insert|update|delete)\((document|documentAct|documentLink|auditRow|transfer|moneyAccount)\)/, door),
    ).toEqual([]);
    expect(
      pathsWith(/(insert into|update) (document|document_act|document_link|audit_row|transfer|money_account)\b/, door),
    ).toEqual([]);
  });

  it('knows lucia in one file', () => {
    expect(pathsWith(/from 'lucia'/, /^src\/auth\/session\.ts$/)).toEqual([]);
  });

  it('never uses what one engine alone has', () => {
    expect(pathsWith(/\.(get|all)\(\)/, /^db\//)).toEqual([]);
  });

  it('gives every refusal one sentence: of two, the later would silently win', () => {
    const keys = ours
      .filter((source) => /^views\/i18n\/zh\/refusals-/.test(source.path))
      .flatMap((source) => [...source.text.matchAll(/^ {2}([a-z0-9_]+):/gm)].map((match) => match[1]));
    expect(keys.length).toBeGreaterThan(500);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
});

describe('size and shape', () => {
  it('keeps files at 250 lines', () => {
    const long = sources.filter((source) => source.lines.length > 251 && !source.path.includes('/i18n/'));
    expect(long.map((source) => `${source.path} ${source.lines.length}`)).toEqual([]);
  });

  it('keeps functions at 60 lines', () => {
    const long: string[] = [];
    for (const source of ours) {
      let start = -1;
      source.lines.forEach((line, index) => {
        if (/^(export )?(default )?(async )?function /.test(line)) start = index;
        if (line === '}' && start >= 0) {
          if (index - start + 1 > 60) long.push(`${source.path}:${start + 1} ${index - start + 1}`);
          start = -1;
        }
      });
    }
    expect(long).toEqual([]);
  });

  it('keeps lines at 120 columns', () => {
    const wide = sources
      .filter((source) => !/\/(data|i18n)\//.test(source.path))
      .flatMap((source) => source.lines.map((line, index) => ({ line, at: `${source.path}:${index + 1}` })))
      .filter(({ line, at }) => line.length > 120 && !(at.startsWith('db/schema/') && line.includes('sql`')));
    expect(wide.map(({ at }) => at)).toEqual([]);
  });

  it('begins every file with the reason it exists', () => {
    const silent = ours.filter((source) => !source.text.startsWith('/**') && !source.text.startsWith('#!'));
    expect(silent.map((source) => source.path)).toEqual([]);
  });

  it('has no drawers without a name', () => {
    const drawer = /(^|[/-])(utils?|helpers?|common|misc|lib|manager|service)(\/|\.|-)/;
    const named = sources.filter((source) => drawer.test(source.path));
    expect(named.map((source) => source.path).filter((path) => !path.includes('common-passwords'))).toEqual([]);
  });

  it('leaves nothing for later and switches no rule off', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|expect-error|nocheck)|biome-ignore|\bas any\b|: any\b/;
    const left = sources.filter((source) => marks.test(source.text) && source.path !== 'test/tidy.test.ts');
    expect(left.map((source) => source.path)).toEqual([]);
  });

  it('skips and singles out no test', () => {
    const left = sources.filter((source) => /\b(it|test|describe)\.(skip|only|todo)\b/.test(source.text));
    expect(left.map((source) => source.path).filter((path) => path !== 'test/tidy.test.ts')).toEqual([]);
  });

  it('writes no inline style, script or raw HTML in views', () => {
    const raw = /\sstyle=|\sonclick=|hx-on|dangerouslySetInnerHTML|\braw\(/;
    const wrong = ours.filter((source) => source.path.endsWith('.tsx') && raw.test(source.text));
    expect(wrong.map((source) => source.path)).toEqual([]);
  });

  it('has no file that nothing uses', () => {
    const entries = /^(src\/main|src\/verify-command|src\/users\/admin-command|seeds\/main)\.ts$/;
    const used = new Set(sources.flatMap((source) => source.imports.map(({ target }) => target)));
    const dead = ours.filter(({ path }) => !used.has(path) && !entries.test(path) && !path.endsWith('.d.ts'));
    expect(dead.map((source) => source.path)).toEqual([]);
  });
});
