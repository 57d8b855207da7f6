/** Cells and under-rows that picking and sent lines share: item, lot, whom it serves, what was passed over. */

import type { PropsWithChildren } from 'hono/jsx';
import type { DispatchLineView, DispatchView, SkippedLot } from '../../src/dispatches/show-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, quantityText } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Code, Item, Lot } from '../ui/values.tsx';

export function itemDetail(line: { strength: string; manufacturer: string }, t: Words): string {
  return [line.strength, line.manufacturer].filter((text) => text !== '').join(clauseComma(t));
}

export function LineItem({ t, line }: { t: Words; line: DispatchLineView }) {
  const cold = line.zone === 'cold' || line.zone === 'frozen';
  return (
    <Item
      name={line.itemName}
      detail={itemDetail(line, t)}
      {...((cold || line.frozen !== null) && {
        tags: (
          <>
            {line.frozen !== null && <Tag tone="danger">{t.counts.frozenTag[line.frozen]}</Tag>}{' '}
            {cold && (
              <Tag tone="info" icon="i-snow">
                {line.zone === 'cold' ? t.dispatches.cold : t.dispatches.frozen}
              </Tag>
            )}
          </>
        ),
      })}
    />
  );
}

export function LineLot({ t, line, expiry }: { t: Words; line: DispatchLineView; expiry: ExpiryView }) {
  return (
    <Lot t={t} batchNumber={line.lotNumber} expiresOn={line.expiresOn} expiry={expiry} href={paths.lot(line.lotId)} />
  );
}

interface NotesRowProps {
  t: Words;
  view: DispatchView;
  line: DispatchLineView;
  /** Columns of the table. */
  span: number;
}

/** Which requests the line serves and how much of it goes to each, why it is short or out of turn, what can be done. */
export function NotesRow({ t, view, line, span, children }: PropsWithChildren<NotesRowProps>) {
  const words = t.dispatches.table;
  const served = view.serves.filter((one) => one.lineId === line.id);
  const notes = [
    line.overrideReason !== null && words.override(line.overrideReason),
    line.pickReason !== null && words.short(line.pickReason),
  ].filter((note) => note !== false);
  return (
    <tr class="under">
      <td />
      <td colspan={span - 1}>
        {served.length > 0 && `${words.serves} `}
        {served.map((one) => (
          <>
            <Code href={documentPath(one.kind, one.number)}>{one.number}</Code>{' '}
            {words.servesQuantity(one.organisation, quantityText(t, one.quantityBase, line.shape))}{' '}
          </>
        ))}
        {notes.map((note) => (
          <p>
            <Icon name="s-near" kind="inline" />
            {note}
          </p>
        ))}
        {children}
      </td>
    </tr>
  );
}

/** A lot that first-expiry-first-out would have taken, and why it did not. */
export function SkippedRow({ t, skip, line }: { t: Words; skip: SkippedLot; line: DispatchLineView }) {
  const why = t.dispatches.skips[skip.reason];
  const said = why === undefined ? skip.reason : why(skip.detail);
  const stopped = skip.reason === 'quarantined' || skip.reason === 'recalled';
  return (
    <tr class="under joined">
      <td />
      <td class="span-2">
        <Icon name="s-no" kind="inline" />
        {t.dispatches.table.skipped}
      </td>
      <td />
      <td class="span-3">
        <span class="lot">
          <Code>{skip.lotNumber}</Code>
          <span class="until">{t.formats.until(skip.expiresOn)}</span>
        </span>
      </td>
      <td class="span-1 num">{quantityText(t, skip.quantityBase, line.shape)}</td>
      <td>
        {stopped ? (
          <Status icon="s-stop" tone="danger">
            {said}
          </Status>
        ) : (
          said
        )}
      </td>
    </tr>
  );
}
