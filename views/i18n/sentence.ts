/** What a refusal's sentence is, apart from the dictionaries so that they need not know the index. */
import type { RefusalDetail } from '../../src/kernel/result.ts';

/** Fact and way out; a function where it needs the refusal's details. */
export type RefusalSentence = string | ((detail: RefusalDetail) => string);
