/** What the notice names and which lots it means: what may be meant is offered, a person confirms. */

import { paths } from '../../src/paths.ts';
import type { RecalledLot } from '../../src/recalls/record-queries.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FileField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { packText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Scan } from '../ui/scan.tsx';
import { ScanQuestion } from '../ui/scan-question.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';
import { ActForm } from './act-forms.tsx';
import { Candidates } from './candidates.tsx';
import type { RecallPageProps } from './show-page-props.ts';
import { TargetFields, TargetScanResult, targetLabels } from './target-fields.tsx';

export function LotsPart(props: RecallPageProps) {
  const { t, view, matched } = props;
  const draft = view.document.status === 'draft' && view.can.manage;
  return (
    <>
      <Targets {...props} draft={draft} />
      {matched !== undefined && <Candidates {...props} />}
      <Confirmed {...props} draft={draft} />
      {draft && (
        <>
          <PackScan {...props} />
          <ActForm {...props} name="targets" title={t.recalls.addTarget} labels={targetLabels(t)}>
            <TargetFields t={t} form={formOf(props.form, 'targets')} />
            <SubmitBar consequence={t.recalls.addTargetConsequence}>
              <Button>{t.recalls.addTargetSubmit}</Button>
            </SubmitBar>
          </ActForm>
          <SheetForm {...props} />
        </>
      )}
    </>
  );
}

/** Fills the form below it from a pack in the hand. */
function PackScan({ t, view, scan }: RecallPageProps) {
  const { label, button } = t.recalls.scan;
  const action = paths.recall(view.document.number);
  const part = <Hidden name="part" value="lots" />;
  return (
    <div class="stack">
      <Scan t={t} method="get" action={action} label={label} button={button} focused={scan !== undefined}>
        {part}
      </Scan>
      {scan && <TargetScanResult t={t} scan={scan} />}
      {scan?.unread && (
        <ScanQuestion t={t} refusal={scan.unread} action={action} method="get">
          {part}
        </ScanQuestion>
      )}
    </div>
  );
}

function SheetForm(props: RecallPageProps) {
  const { t, view } = props;
  const words = t.recalls;
  const form = formOf(props.form, 'sheet');
  return (
    <Panel title={words.sheet} id="sheet">
      <form
        class="form"
        method="post"
        action={paths.recallAct(view.document.number, 'sheet')}
        enctype="multipart/form-data"
      >
        <ErrorSummary t={t} form={form} labels={targetLabels(t)} />
        <HiddenKey value={props.formKey()} />
        <Hidden name="version" value={view.document.version} />
        <FileField form={form} name="file" label={words.file} accept=".csv,.xlsx" hint={words.fileHint} required />
        <SubmitBar consequence={words.sheetConsequence}>
          <Button>{words.sheetSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Targets({ t, view, draft, formKey }: RecallPageProps & { draft: boolean }) {
  const words = t.recalls;
  if (view.targets.length === 0) {
    return (
      <Panel title={words.targetsTitle}>
        <p class="hint">{words.noTargets}</p>
      </Panel>
    );
  }
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.match}</Head>
      {draft && <Head>{words.act}</Head>}
    </>
  );
  return (
    <Panel title={words.targetsTitle} padded={false}>
      <Table caption={words.targetsTitle} head={head} inset stacks>
        {view.targets.map(({ target, item }) => (
          <tr>
            <td class="span-5">
              {item === null ? (
                <Item name={target.itemText === '' ? words.anyItem : target.itemText} detail={words.textOnly} />
              ) : (
                <Item
                  name={item.genericName}
                  detail={[item.strength, packText(t, item), item.manufacturer, item.code].join(' ')}
                  href={paths.item(item.code)}
                />
              )}
            </td>
            <td class="span-3">{words.targetText(target.match, target.lotNumber)}</td>
            {draft && (
              <td class="span-2">
                <form method="post" action={paths.recallTargetRemoval(view.document.number, target.id)}>
                  <HiddenKey value={formKey()} />
                  <Hidden name="version" value={view.document.version} />
                  <Button small kind="plain">
                    {t.forms.remove}
                  </Button>
                </form>
              </td>
            )}
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Confirmed(props: RecallPageProps & { draft: boolean }) {
  const { t, view, draft } = props;
  const words = t.recalls;
  if (view.lots.length === 0) {
    return (
      <Panel title={words.lotsTitle}>
        <p class="hint">{words.noLots}</p>
      </Panel>
    );
  }
  const releases = view.document.status === 'open' && view.can.manage && !view.recall.drill;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.there}</Head>
      <Head num>{words.used}</Head>
      <Head>{words.state}</Head>
      {(draft || releases) && <Head>{words.act}</Head>}
    </>
  );
  return (
    <Panel title={words.lotsTitle} note={releases && !view.can.release ? words.releaseOther : ''} padded={false}>
      <Table caption={words.lotsTitle} head={head} inset stacks>
        {view.lots.map((one) => (
          <LotRow {...props} one={one} releases={releases} />
        ))}
      </Table>
    </Panel>
  );
}

function LotRow(props: RecallPageProps & { one: RecalledLot; draft: boolean; releases: boolean }) {
  const { t, view, one, draft, releases, expiry, formKey } = props;
  const words = t.recalls;
  const { lot, item, recalled } = one;
  const sums = view.report.lots.find((row) => row.lotId === lot.id);
  return (
    <tr>
      <td class="span-5">
        <Item
          name={item.genericName}
          detail={[item.strength, packText(t, item), item.manufacturer, item.code].join(' ')}
        />
      </td>
      <td class="span-3">
        <Lot t={t} batchNumber={lot.number} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.id)} />
      </td>
      <td class="num span-2" data-label={words.there}>
        <Quantity t={t} quantityBase={(sums?.onHandBase ?? 0) + (sums?.inTransitBase ?? 0)} shape={item} />
      </td>
      <td class="num span-2" data-label={words.used}>
        <Quantity t={t} quantityBase={sums?.usedBase ?? 0} shape={item} />
      </td>
      <td class="span-3">
        {recalled.releasedAt !== null ? (
          <Status icon="s-done">{words.releasedFor(recalled.releasedReason)}</Status>
        ) : lot.frozen === 'recall' ? (
          <Status icon="s-stop" tone="danger">
            {words.frozen}
          </Status>
        ) : (
          words.free
        )}
      </td>
      {draft && (
        <td class="span-2">
          <form method="post" action={paths.recallAct(view.document.number, 'drop')}>
            <HiddenKey value={formKey()} />
            <Hidden name="version" value={view.document.version} />
            <Hidden name="lot" value={lot.id} />
            <Button small kind="plain">
              {t.forms.remove}
            </Button>
          </form>
        </td>
      )}
      {releases && <td class="span-4">{recalled.releasedAt === null && <Release {...props} />}</td>}
    </tr>
  );
}

/** One batch goes free with its reason; who froze it does not let it go. */
function Release(props: RecallPageProps & { one: RecalledLot }) {
  const { t, view, one, formKey } = props;
  if (!view.can.release) return null;
  const form = formOf(props.form, 'release');
  const mine = form.values.lot?.[0] === String(one.lot.id);
  const state = { ...(mine ? form : formOf(props.form, '')), scope: `r${one.lot.id}` };
  return (
    <details open={mine}>
      <summary>{t.recalls.release}</summary>
      <form class="form" method="post" action={paths.recallAct(view.document.number, 'release')}>
        {mine && <ErrorSummary t={t} form={state} labels={{ why: t.recalls.why }} />}
        <HiddenKey value={formKey()} />
        <Hidden name="version" value={view.document.version} />
        <Hidden name="lot" value={one.lot.id} />
        <TextField
          form={state}
          name="why"
          label={t.recalls.why}
          hint={t.recalls.releaseHint}
          maxlength={200}
          required
        />
        <Button small>{t.recalls.releaseSubmit}</Button>
      </form>
    </details>
  );
}
