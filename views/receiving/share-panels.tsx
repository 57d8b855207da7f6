/** Sharing out what came too little, need by need with its reason; and what was given to whom, sent on or not. */
import { paths } from '../../src/paths.ts';
import type { Sharing } from '../../src/receiving/page-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { errorOf, FieldError, Hidden, HiddenKey, typedValue } from '../ui/field.tsx';
import { type PackShape, quantityText } from '../ui/format.ts';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import type { InspectPageProps } from './inspect-page.tsx';

export function SharePanels(props: InspectPageProps) {
  const { t, data } = props;
  const words = t.receiving;
  if (!data.can.act) return null;
  const { number, version } = data.record.document;
  return (
    <>
      {data.sharings.map((sharing) => {
        const wanted = sharing.needs.reduce((sum, need) => sum + need.openBase, 0);
        const text = (base: number) => quantityText(t, base, sharing.line.shape);
        return (
          <Panel title={words.shareTitle(sharing.line.item.name)} id="shares">
            <p>{words.shareText(text(sharing.availableBase), text(wanted))}</p>
            <form method="post" action={paths.receiptShares(number, sharing.orderLine)}>
              <HiddenKey value={`${props.formKey}-s${sharing.orderLine}`.slice(0, 64)} />
              <Hidden name="version" value={version} />
              <Shares {...props} sharing={sharing} />
              <SubmitBar consequence={words.shareConsequence}>
                <Button>{words.shareButton}</Button>
              </SubmitBar>
            </form>
          </Panel>
        );
      })}
    </>
  );
}

function Shares({ t, form, sharing }: InspectPageProps & { sharing: Sharing }) {
  const words = t.receiving;
  const { shape } = sharing.line;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.asked}</Head>
      <Head num>{words.cover}</Head>
      <Head>{words.tier}</Head>
      <Head num>{words.proposed}</Head>
      <Head>{words.given}</Head>
      <Head>{words.overrideReason}</Head>
    </>
  );
  return (
    <Table caption={words.shareTitle(sharing.line.item.name)} head={head} stacks>
      {sharing.needs.map((need) => (
        <ShareRow t={t} form={form} need={need} shape={shape} />
      ))}
    </Table>
  );
}

interface ShareRowProps {
  t: Words;
  form: InspectPageProps['form'];
  need: Sharing['needs'][number];
  shape: PackShape;
}

function ShareRow({ t, form, need, shape }: ShareRowProps) {
  const words = t.receiving;
  const name = `need.${need.demandId}`;
  const error = errorOf(form, name) ?? errorOf(form, `${name}.reason`);
  return (
    <tr>
      <td class="span-4">
        {need.organisation} {need.documentNumber !== null && <Code>{need.documentNumber}</Code>}
      </td>
      <td class="num span-2" data-label={words.asked}>
        {quantityText(t, need.openBase, shape)}
      </td>
      <td class="num span-2" data-label={words.cover}>
        {need.coverDays === null ? words.coverNone : words.coverDays(need.coverDays)}
      </td>
      <td class="span-2">
        <Tag {...(need.share.explanation.tier === 'emergency' && { tone: 'warn' as const })}>
          {words.tiers[need.share.explanation.tier]}
        </Tag>
      </td>
      <td class="num span-2" data-label={words.proposed}>
        {quantityText(t, need.share.quantityBase, shape)}
      </td>
      <td class="span-3" data-label={words.given}>
        <PackBoxes
          t={t}
          form={form}
          name={name}
          shape={shape}
          small
          of={need.organisation}
          quantityBase={need.share.quantityBase}
        />
        {error && <FieldError name={name} error={error} />}
      </td>
      <td class="span-3" data-label={words.overrideReason}>
        <input
          class="input"
          name={`${name}.reason`}
          type="text"
          maxlength={200}
          autocomplete="off"
          value={typedValue(form, `${name}.reason`)}
          aria-label={`${need.organisation} ${words.overrideReason}`}
        />
      </td>
    </tr>
  );
}

/** Who got what, and the one act that sends on what is for members elsewhere. */
export function AllottedPanel(props: InspectPageProps) {
  const { t, data } = props;
  const words = t.receiving;
  const given = data.allotted.filter((row) => row.quantityBase > 0 || row.proposedBase > 0);
  if (given.length === 0) return null;
  const placeId = data.record.place.id;
  const waiting = given.filter((row) => row.dispatchId === null && row.quantityBase > 0);
  const elsewhere = new Set(waiting.map((row) => row.organisationId).filter((id) => id !== placeId));
  const { number, version } = data.record.document;
  return (
    <Panel title={words.allotted} padded={false} id="allotted">
      <AllottedRows t={t} rows={given} placeId={placeId} />
      {data.can.act && elsewhere.size > 0 && (
        <form class="body" method="post" action={paths.receiptAct(number, 'dispatches')}>
          <HiddenKey value={`${props.formKey}-x`.slice(0, 64)} />
          <Hidden name="version" value={version} />
          <SubmitBar consequence={words.sendOnText(elsewhere.size)}>
            <Button>{words.sendOn}</Button>
          </SubmitBar>
        </form>
      )}
    </Panel>
  );
}

interface AllottedRowsProps {
  t: Words;
  rows: InspectPageProps['data']['allotted'];
  placeId: number;
}

function AllottedRows({ t, rows, placeId }: AllottedRowsProps) {
  const words = t.receiving;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head>{words.item}</Head>
      <Head>{words.lotNumber}</Head>
      <Head num>{words.proposed}</Head>
      <Head num>{words.given}</Head>
      <Head>{words.dispatch}</Head>
    </>
  );
  return (
    <Table caption={words.allotted} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            {row.organisation} {row.documentNumber !== null && <Code>{row.documentNumber}</Code>}
          </td>
          <td class="span-3">{row.itemName}</td>
          <td class="span-2">
            <Code>{row.lotNumber}</Code>
          </td>
          <td class="num span-2" data-label={words.proposed}>
            {quantityText(t, row.proposedBase, row.shape)}
          </td>
          <td class="num span-2" data-label={words.given}>
            {quantityText(t, row.quantityBase, row.shape)}
            {row.overrideReason !== '' && <small class="tail">{row.overrideReason}</small>}
          </td>
          <td class="span-3">
            {row.dispatchNumber !== null ? (
              <Code href={paths.dispatch(row.dispatchNumber)}>{row.dispatchNumber}</Code>
            ) : row.organisationId === placeId ? (
              words.home
            ) : (
              words.notSent
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
