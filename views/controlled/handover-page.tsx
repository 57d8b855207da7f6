/** One handover: what was counted against the books, and how the case of a difference was closed. */
import type { HandoverLineShown, HandoverRecord } from '../../src/controlled/handover-queries.ts';
import type { ActRow } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { ActLog } from '../documents/act-log.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { fullMoment, packText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';
import { HandoverStatus } from './tabs.tsx';

export interface HandoverPageProps {
  t: Words;
  record: HandoverRecord;
  lines: HandoverLineShown[];
  acts: ActRow[];
  canClose: boolean;
  /** The viewer may open a count there. */
  canCount: boolean;
  form: FormState;
  formKey: string;
}

export function HandoverPage(props: HandoverPageProps) {
  const { t, record, acts } = props;
  const words = t.controlled.handover;
  const { document, handover } = record;
  return (
    <>
      <PageHead
        title={words.newTitle(record.store)}
        crumbs={[
          { label: words.title, href: paths.handovers() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<HandoverStatus t={t} status={document.status} badge />}
        facts={[record.place.shortName, document.number]}
      />
      <Facts
        across
        facts={[
          { label: t.controlled.shift, value: `${handover.day} ${t.controlled.shifts[handover.shift]}` },
          { label: words.from, value: record.from },
          { label: words.to, value: record.to },
          { label: words.at, value: fullMoment(handover.at) },
          ...(handover.note === '' ? [] : [{ label: words.note, value: handover.note }]),
        ]}
      />
      <Columns kind="doc">
        <div class="stack">
          {document.status === 'open' && <Road {...props} />}
          <Counted {...props} />
        </div>
        <Rail label={words.timeline}>
          {props.canClose && <Closing {...props} />}
          <ActLog t={t} title={words.timeline} words={words.acts} acts={acts} />
        </Rail>
      </Columns>
    </>
  );
}

function Counted({ t, lines }: HandoverPageProps) {
  const words = t.controlled.handover;
  const head = (
    <>
      <Head>{t.controlled.item}</Head>
      <Head>{t.controlled.lot}</Head>
      <Head num>{words.previous}</Head>
      <Head num>{words.moved}</Head>
      <Head num>{words.book}</Head>
      <Head num>{words.counted}</Head>
      <Head num>{words.difference}</Head>
    </>
  );
  if (lines.length === 0) return <p class="hint">{words.nothing}</p>;
  return (
    <Table caption={words.lots} head={head} stacks class="crowded">
      {lines.map(({ line, item, lot, previousBase }) => {
        const quantity = (base: number | null) =>
          base === null ? '' : <Quantity t={t} quantityBase={base} shape={item} />;
        const difference = line.countedBase - line.bookBase;
        return (
          <tr>
            <td class="span-5">
              <Item name={item.genericName} detail={[item.strength, packText(t, item), item.code].join(' ')} />
            </td>
            <td class="span-4">
              <Code href={paths.lot(line.lotId)}>{lot.number}</Code>{' '}
              <span class="until">{t.formats.until(lot.expiresOn)}</span>
            </td>
            <td class="num span-2" data-label={previousBase === null ? undefined : words.previous}>
              {quantity(previousBase)}
            </td>
            <td class="num span-2" data-label={previousBase === null ? undefined : words.moved}>
              {quantity(previousBase === null ? null : line.bookBase - previousBase)}
            </td>
            <td class="num span-2" data-label={words.book}>
              {quantity(line.bookBase)}
            </td>
            <td class="num span-2" data-label={words.counted}>
              {quantity(line.countedBase)}
            </td>
            <td class="num span-2" data-label={difference === 0 ? undefined : words.difference}>
              {difference !== 0 && quantity(difference)}
              {line.reason !== '' && <small class="note">{line.reason}</small>}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

/** What is over, short or not on the books at all comes onto them by a count, never by the handover itself. */
function Road({ t, record, canCount }: HandoverPageProps) {
  const words = t.controlled.handover;
  const query = { organisation: record.place.code, scope: 'store', store: record.handover.locationId };
  return (
    <Advice>
      {words.roadText} {canCount && <a href={paths.newCount(query)}>{words.road}</a>}
    </Advice>
  );
}

function Closing({ t, record, form, formKey }: HandoverPageProps) {
  const words = t.controlled.handover;
  return (
    <Panel title={words.closeTitle}>
      <form class="form" method="post" action={paths.handoverClosing(record.document.number)}>
        <ErrorSummary t={t} form={form} labels={{ finding: words.finding }} />
        <HiddenKey value={formKey} />
        <Hidden name="version" value={record.document.version} />
        <TextArea form={form} name="finding" label={words.finding} maxlength={200} required />
        <SubmitBar consequence={words.closeConsequence}>
          <Button kind="primary">{words.closeSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
