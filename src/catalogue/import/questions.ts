/** Finds rows that look like an item of the catalogue or like an earlier row, and asks what they are. Pure. */
import type { ItemDraft } from '../item.ts';
import { numberKey, wordsKey, wordsOfLevels } from './likeness.ts';
import type { Likeness, MergeAnswer, MergeQuestion } from './report.ts';
import type { LikeItem, World } from './world.ts';

interface LikeRow {
  row: number;
  words: string;
  packSize: number;
}

/** What the questions of one file know of its earlier rows. */
export class Questions {
  private readonly world: World;
  private readonly byNumber = new Map<string, LikeRow>();
  private readonly byWords = new Map<string, LikeRow>();

  constructor(world: World) {
    this.world = world;
  }

  /**
   * The question that a new row raises, if any; the row is remembered for those below it. Another pack of the same
   * product is preset to stay a pack of its own: that is how packs are kept.
   */
  about(row: number, draft: ItemDraft, said: MergeAnswer | undefined): MergeQuestion | undefined {
    const compared = { ...draft, ...wordsOfLevels(draft) };
    const [number, key] = [numberKey(compared), wordsKey(compared)];
    const question =
      this.likeItem('approval', number === null ? undefined : this.world.likeByNumber.get(number), draft) ??
      this.likeItem('words', this.world.likeByWords.get(key), draft) ??
      this.likeRow('approval', number === null ? undefined : this.byNumber.get(number), draft) ??
      this.likeRow('words', this.byWords.get(key), draft);
    // Whatever is said: the same file must ask the same questions again
    this.remember(row, draft, number, key);
    return question && { ...question, answer: said ?? question.answer };
  }

  private remember(row: number, draft: ItemDraft, number: string | null, key: string): void {
    const like = { row, words: wordsOf(draft), packSize: draft.packSize };
    if (number !== null && !this.byNumber.has(number)) this.byNumber.set(number, like);
    if (!this.byWords.has(key)) this.byWords.set(key, like);
  }

  private likeItem(why: Likeness, found: readonly LikeItem[] | undefined, draft: ItemDraft): MergeQuestion | undefined {
    const like = found?.find((each) => each.packSize === draft.packSize) ?? found?.[0];
    if (like === undefined) return undefined;
    const { code, words } = like;
    return { why, with: { kind: 'item', code, words }, answer: like.packSize === draft.packSize ? null : 'new' };
  }

  private likeRow(why: Likeness, like: LikeRow | undefined, draft: ItemDraft): MergeQuestion | undefined {
    if (like === undefined) return undefined;
    const { row, words } = like;
    return { why, with: { kind: 'row', row, words }, answer: like.packSize === draft.packSize ? null : 'new' };
  }
}

function wordsOf(draft: ItemDraft): string {
  const { code, genericName, form, strength, manufacturer } = draft;
  return [code, genericName, form, strength, manufacturer].filter((word) => word !== null && word !== '').join(' ');
}
