/** Prints of a document: the button that counts one, and the list of those that were made. */
import { paths } from '../../src/paths.ts';
import type { PrintLine } from '../../src/print/print-queries.ts';
import type { PaperKind } from '../../src/print/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { fullMoment } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';

interface PrintButtonProps {
  kind: PaperKind;
  number: string;
  formKey: string;
  label: string;
  small?: boolean;
}

/** A print is counted before it is drawn, so it is a form; the paper opens in a tab of its own. */
export function PrintButton({ kind, number, formKey, label, small }: PrintButtonProps) {
  return (
    <form method="post" action={paths.prints()} target="_blank" rel="noopener">
      <HiddenKey value={formKey} />
      <Hidden name="kind" value={kind} />
      <Hidden name="number" value={number} />
      <Button icon="i-print" small={small ?? false}>
        {label}
      </Button>
    </form>
  );
}

/** Who printed what when, from which version and in which layout; nothing where nothing was printed. */
export function PrintList({ t, prints }: { t: Words; prints: readonly PrintLine[] }) {
  if (prints.length === 0) return null;
  const words = t.papers;
  return (
    <Panel title={words.list} padded={false} id="prints">
      <ul class="plain-list body">
        {prints.map((one) => (
          <li>
            {words.printLine(words.kinds[one.kind], one.copy)}
            <small>
              {one.printedByName} {fullMoment(one.printedAt)}
            </small>
            <small>
              {words.printFrom(
                one.documentVersion,
                one.layoutVersion === null ? words.house : `${one.layoutPlace ?? ''} v${one.layoutVersion}`,
                words.sizes[one.size as 'a4'],
              )}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
