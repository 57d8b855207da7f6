/** What rows of one file say against each other, or against the codes of other items. Pure. */
import { problem, type RowProblem } from '../../spreadsheets/problem.ts';
import { readCode } from '../code-rules.ts';
import type { ForeignCode, ItemDraft } from '../item.ts';
import { wordsKey, wordsOfLevels } from './likeness.ts';
import type { KnownItem, World } from './world.ts';

interface Seen {
  row: number;
  product: string;
  own: string;
}

/** Notes the rows of a file as they pass, and finds what a later one says against an earlier one. */
export class FileChecks {
  private readonly world: World;
  private readonly codes = new Map<string, Seen>();
  private readonly levels = new Map<string, { row: number; value: string }>();

  constructor(world: World) {
    this.world = world;
  }

  /** Problems of the row's codes: another item's, or an earlier row's. */
  check(row: number, draft: ItemDraft, stored: KnownItem | undefined): RowProblem[] {
    const product = wordsKey({ ...draft, ...wordsOfLevels(draft) });
    const own = stored?.code ?? draft.code ?? draft.importKey ?? '';
    const problems = draft.codes.flatMap((code) => {
      const key = `${code.type} ${code.value}`;
      const earlier = this.codes.get(key);
      if (earlier === undefined) this.codes.set(key, { row, product, own });
      if (earlier !== undefined && earlier.own !== own) return inFile(code, earlier, product);
      return this.held(code, stored, product);
    });
    return [...problems, ...this.checkLevels(row, draft)];
  }

  private held(code: ForeignCode, stored: KnownItem | undefined, product: string): RowProblem[] {
    const { today } = this.world;
    const others = (this.world.holders.get(`${code.type} ${code.value}`) ?? []).filter(
      (each) => each.itemId !== stored?.id && (each.validTo === null || each.validTo >= today),
    );
    const [other] = code.type === 'base_code' ? others.filter((each) => each.product !== product) : others;
    if (other === undefined) return [];
    const detail = { value: code.value, code: other.code, name: other.name };
    return isShared(code)
      ? [problem('warning', 'code_shared', undefined, detail)]
      : [problem('error', 'code_taken', undefined, detail)];
  }

  /** Two rows cannot say different things about one generic concept: the second is told so. */
  private checkLevels(row: number, draft: ItemDraft): RowProblem[] {
    const { route, therapeuticClass, consumableGrade } = draft.levels ?? {};
    const told = { route, therapeuticClass, consumableGrade };
    const problems: RowProblem[] = [];
    for (const [key, value] of Object.entries(told)) {
      if (value === undefined || value === null) continue;
      const of = `${key}|${draft.kind}|${draft.genericName}|${draft.form}`;
      const earlier = this.levels.get(of);
      if (earlier === undefined) this.levels.set(of, { row, value });
      else if (earlier.value !== value) {
        problems.push(
          problem('error', 'level_apart', undefined, { field: key, value, other: earlier.value, row: earlier.row }),
        );
      }
    }
    return problems;
  }
}

function inFile(code: ForeignCode, earlier: Seen, product: string): RowProblem[] {
  const detail = { value: code.value, row: earlier.row };
  if (code.type === 'base_code' && earlier.product === product) return [];
  return isShared(code)
    ? [problem('warning', 'code_shared_row', undefined, detail)]
    : [problem('error', 'code_twice_row', undefined, detail)];
}

function isShared(code: ForeignCode): boolean {
  const read = readCode(code.type, code.value);
  return read.ok && read.value.shared;
}
