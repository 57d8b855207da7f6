/** One write-off, adjustment or destruction: its lots, what came of it, files, acts and timeline. */

import type { LossReason, Method } from '../../src/losses/rules.ts';
import { paths } from '../../src/paths.ts';
import { Attachments } from '../attachments/panel.tsx';
import { ActLog } from '../documents/act-log.tsx';
import { PrintButton, PrintList } from '../print/prints.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { fullMoment, packText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Lot, Money, Quantity } from '../ui/values.tsx';
import { LossActs } from './act-forms.tsx';
import { LotPicker } from './lot-picker.tsx';
import type { LossPageProps } from './show-page-props.ts';
import { LossStatus } from './words.tsx';

export function LossPage(props: LossPageProps) {
  const { t, view } = props;
  const words = t.losses;
  const { document, loss } = view;
  const paper = (
    <>
      <LinkButton icon="i-print" href={paths.lossPaper(document.number)} newTab print>
        {words.paper}
      </LinkButton>
      <PrintButton kind="loss_note" number={document.number} formKey={props.formKey()} label={t.papers.print} />
    </>
  );
  const draft = document.status === 'draft' && view.can.report;
  return (
    <>
      <PageHead
        title={words.kinds[loss.kind]}
        crumbs={[
          { label: words.title, href: paths.losses() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<LossStatus t={t} status={document.status} badge />}
        facts={[view.place.name, document.number]}
        actions={paper}
      />
      <LossFacts {...props} />
      <Columns kind="doc">
        <div class="stack">
          <Lines {...props} draft={draft} />
          {draft && <LotPicker {...props} />}
        </div>
        <Rail label={words.timeline}>
          <LossActs {...props} />
          <Attachments
            t={t}
            subject={`document ${document.number}`}
            lines={view.files}
            title={words.photos}
            {...(view.can.report && { formKey: props.formKey() })}
          />
          <PrintList t={t} prints={view.prints} />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={view.acts} />
        </Rail>
      </Columns>
    </>
  );
}

function LossFacts({ t, view }: LossPageProps) {
  const words = t.losses;
  const { loss, document } = view;
  const isDestruction = loss.kind === 'destruction';
  const related = view.related.map((one) => (
    <>
      <Code href={paths.loss(one.number)}>{one.number}</Code>{' '}
      {one.status === 'withdrawn' && <Tag>{words.states.withdrawn}</Tag>}{' '}
    </>
  ));
  return (
    <Facts
      across
      facts={[
        ...(isDestruction
          ? [
              { label: words.destruction.method, value: words.destruction.methods[loss.method as Method] },
              { label: words.destruction.where, value: loss.place },
              { label: words.destruction.when, value: fullMoment(loss.occurredAt) },
              { label: words.destruction.witness, value: view.witness ?? '' },
            ]
          : [{ label: words.reason, value: words.reasons[loss.reasonCode as LossReason], note: loss.reason }]),
        ...(view.can.prices ? [{ label: words.amount, value: <Money t={t} amountFen={loss.amountFen} /> }] : []),
        ...(document.status === 'submitted' ? [{ label: words.level, value: t.counts.levels[view.level] }] : []),
        ...(related.length > 0
          ? [{ label: isDestruction ? words.destruction.sources : words.destruction.records, value: related }]
          : []),
      ]}
    />
  );
}

function Lines(props: LossPageProps & { draft: boolean }) {
  const { t, view, draft } = props;
  const words = t.losses;
  const { document, loss } = view;
  const destroys = loss.kind === 'write_off' && document.status === 'posted';
  const checks = document.status === 'draft' || document.status === 'submitted';
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.store}</Head>
      <Head num>{words.quantity}</Head>
      {view.can.prices && <Head num>{words.amount}</Head>}
      {destroys && <Head num>{words.destroyed}</Head>}
      {checks && <Head num>{words.left}</Head>}
      {draft && <Head>{words.act}</Head>}
    </>
  );
  if (view.lines.length === 0) {
    return (
      <Panel title={words.linesTitle}>
        <p class="hint">{words.noLines}</p>
      </Panel>
    );
  }
  return (
    <Panel title={words.linesTitle} padded={false}>
      <Table caption={words.linesTitle} head={head} inset stacks>
        {view.lines.map((one) => (
          <LineRow {...props} one={one} destroys={destroys} checks={checks} />
        ))}
      </Table>
    </Panel>
  );
}

interface LineRowProps extends LossPageProps {
  one: LossPageProps['view']['lines'][number];
  draft: boolean;
  destroys: boolean;
  checks: boolean;
}

function LineRow({ t, view, one, draft, destroys, checks, expiry, formKey }: LineRowProps) {
  const words = t.losses;
  const { line, item, lot, storeName } = one;
  const out = line.direction === 'out';
  const short = checks && out && one.leftBase < line.quantityBase;
  return (
    <tr>
      <td class="span-5">
        <Item
          name={item.genericName}
          detail={[item.strength, packText(t, item), item.manufacturer, item.code].join(' ')}
          tags={!out && <Tag tone="info">{words.directions.in}</Tag>}
        />
      </td>
      <td class="span-3">
        <Lot t={t} batchNumber={lot.number} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.id)} />
      </td>
      <td class="span-3 note">{storeName}</td>
      <td class="num span-2" data-label={words.quantity}>
        <Quantity t={t} quantityBase={line.quantityBase} shape={item} />
      </td>
      {view.can.prices && (
        <td class="num span-2" data-label={words.amount}>
          <Money t={t} amountFen={line.amountFen} />
        </td>
      )}
      {destroys && (
        <td class="num span-2" data-label={words.destroyed}>
          <Quantity t={t} quantityBase={one.destroyedBase} shape={item} />
        </td>
      )}
      {checks && (
        <td class="num span-2" data-label={words.left}>
          <Quantity t={t} quantityBase={one.leftBase} shape={item} />
          {short && <small class="error">{words.short}</small>}
        </td>
      )}
      {draft && (
        <td class="span-2">
          <form method="post" action={paths.lossLineRemoval(view.document.number, line.id)}>
            <HiddenKey value={formKey()} />
            <Button small kind="plain">
              {t.forms.remove}
            </Button>
          </form>
        </td>
      )}
    </tr>
  );
}
