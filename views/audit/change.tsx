/** What an act changed, on the page of the trail: folded, each fact with its old and new value. */
import type { Words } from '../i18n/index.ts';
import { changesIn, refusedText, type ToldRow } from './change-words.ts';

export function Change({ t, row }: { t: Words; row: ToldRow }) {
  const refused = refusedText(t, row);
  if (refused !== undefined) return <span>{refused}</span>;
  const changed = changesIn(t, row);
  if (changed.length === 0) return null;
  const colon = t.language === 'zh' ? '：' : ': ';
  return (
    <details>
      <summary>{t.audit.changes(changed.length)}</summary>
      <ul>
        {changed.map(({ label, before, after }) => (
          <li>
            {label !== '' && `${label}${colon}`}
            {before !== undefined && (
              <>
                <del>{before}</del> →{' '}
              </>
            )}
            {after ?? t.audit.empty}
          </li>
        ))}
      </ul>
    </details>
  );
}
