/** Where the other recalls are, for whoever holds a notice of something else. */
import { paths } from '../../src/paths.ts';
import type { RecallList } from '../../src/recalls/list-rules.ts';
import type { Words } from '../i18n/index.ts';

/** One fact of a page's head; none where the reader may open no other list. */
export function otherRecalls(t: Words, lists: readonly RecallList[]) {
  const words = t.recalls;
  const links = lists.map((list) => (
    <>
      {' '}
      <a href={paths[list]()}>{words.lists[list]}</a>
    </>
  ));
  return links.length === 0 ? [] : [[words.otherLists, ...links]];
}
