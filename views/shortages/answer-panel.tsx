/** The hub's answer: its own lots, first to expire first, with boxes; skipped ones with reasons; others read only. */
import { paths } from '../../src/paths.ts';
import type { OwnLot, SupplyPlan } from '../../src/shortages/plan-queries.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { errorOf, FieldError, TextField } from '../ui/field.tsx';
import { momentText, quantityText } from '../ui/format.ts';
import { Advice, Notice } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Lot } from '../ui/values.tsx';
import { ActFrame, type ActProps, formOf } from './act-forms.tsx';
import { MemberSupplies, whyText } from './member-supplies.tsx';
import { NeighbourForm } from './neighbour-form.tsx';

export interface AnswerProps extends ActProps {
  plan: SupplyPlan;
  item: ItemRow;
  /** What the typed boxes add up to, once they were sent. */
  typedBase?: number | undefined;
}

function placeKey({ lot }: OwnLot): string {
  return `${lot.locationId}-${lot.lotId}`;
}

/** Why it cannot be given, or for whom it is kept. */
function Reason({ t, own, item, now }: { t: Words; own: OwnLot; item: ItemRow; now: number }) {
  const { why, holders, lot } = own;
  const icon = why?.why === 'all_reserved' ? 's-lock' : 's-no';
  return (
    <>
      {why !== null && <Status icon={icon}>{whyText(t, why)}</Status>}
      {lot.reserved > 0 &&
        holders.map((holder) => (
          <small class="tail">
            {t.shortages.answer.heldFor} <Code href={paths.dispatch(holder.number)}>{holder.number}</Code>{' '}
            {t.shortages.answer.heldBy(
              quantityText(t, holder.quantityBase, item),
              holder.who,
              momentText(t, holder.at, now),
            )}
          </small>
        ))}
    </>
  );
}

function OwnRow({ props, own }: { props: AnswerProps; own: OwnLot }) {
  const { t, item, can, now } = props;
  const words = t.shortages.answer;
  const { lot, availableBase, suggestedBase, why } = own;
  const name = `pick.${placeKey(own)}`;
  const form = formOf(props, 'answer');
  const error = errorOf(form, name) ?? errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  const possible = why === null;
  const current = suggestedBase > 0 ? 'current' : possible ? undefined : 'off';
  return (
    <tr class={current}>
      <td>
        <Lot
          t={t}
          stacked
          batchNumber={lot.lotNumber}
          expiresOn={lot.expiresOn}
          expiry={props.expiry}
          href={paths.lot(lot.lotId)}
        />
        {suggestedBase > 0 && <Tag tone="accent">{words.suggested}</Tag>}
      </td>
      <td class="span-2">{lot.locationName}</td>
      <td class="span-2 num" data-label={words.onHand}>
        {quantityText(t, lot.onHand, item)}
        {lot.reserved > 0 && (
          <small class="tail">
            {words.reserved} {quantityText(t, lot.reserved, item)}
          </small>
        )}
      </td>
      <td class="span-2 num" data-label={words.available}>
        {quantityText(t, possible ? availableBase : 0, item)}
      </td>
      <td class="num">
        {possible && can.answer ? (
          <PackBoxes t={t} form={form} name={name} shape={item} quantityBase={suggestedBase} small of={lot.lotNumber} />
        ) : possible && suggestedBase > 0 ? (
          quantityText(t, suggestedBase, item)
        ) : null}
        <Reason t={t} own={own} item={item} now={now} />
        <FieldError name={name} error={error} />
      </td>
    </tr>
  );
}

function SumRow({ t, plan, item, arrangedBase }: { t: Words; plan: SupplyPlan; item: ItemRow; arrangedBase: number }) {
  const words = t.shortages.answer;
  const rest = plan.openBase - arrangedBase;
  const said = (base: number) => quantityText(t, base, item);
  return (
    <tr>
      <th scope="row" colspan={3}>
        {words.sum(said(plan.openBase), said(arrangedBase))}
      </th>
      <td colspan={2} class="num">
        {rest === 0 && <Status icon="s-done">{words.exactly}</Status>}
        {rest > 0 && <Status icon="s-todo">{words.less(said(rest))}</Status>}
        {rest < 0 && (
          <Status icon="s-no" tone="danger">
            {words.more(said(-rest))}
          </Status>
        )}
      </td>
    </tr>
  );
}

function OwnTable(props: AnswerProps) {
  const { t, plan, item } = props;
  const words = t.shortages.answer;
  return (
    <Table
      caption={words.caption}
      inset
      stacks
      class="options"
      head={
        <>
          <Head>{words.lot}</Head>
          <Head>{words.place}</Head>
          <Head num>{words.onHand}</Head>
          <Head num>{words.available}</Head>
          <Head num>{words.arrange}</Head>
        </>
      }
      foot={<SumRow t={t} plan={plan} item={item} arrangedBase={props.typedBase ?? plan.suggestedBase} />}
    >
      {plan.own.map((own) => (
        <OwnRow props={props} own={own} />
      ))}
    </Table>
  );
}

function TargetChoice(props: AnswerProps) {
  const { t, plan } = props;
  const words = t.shortages.answer;
  const open = plan.openDispatch;
  const join =
    open === undefined
      ? { value: 'no', title: words.joinNew, text: words.joinNewText }
      : { value: 'no', title: words.join(open.number, open.lines), text: words.joinText };
  const own = { value: 'yes', title: words.own, text: words.ownText };
  return (
    <Choices
      form={formOf(props, 'answer')}
      name="ownDispatch"
      label={words.target}
      across
      chosen="no"
      choices={open === undefined ? [join] : [join, own]}
    />
  );
}

/** Sources of an identified request; with boxes when this person may answer it now. */
export function AnswerPanel(props: AnswerProps) {
  const { t, plan, item, show, can } = props;
  const words = t.shortages.answer;
  const { destination } = plan;
  const place = show.record.organisation.shortName;
  const cover = destination.coverDays === null ? '' : words.cover(destination.coverDays);
  const table = plan.own.length > 0 && <OwnTable {...props} />;
  return (
    <section id="sources" class="stack" aria-label={words.title}>
      <Advice>{words.destinationHas(place, quantityText(t, destination.usableBase, item), cover)}</Advice>
      {plan.own.length === 0 && (
        <Notice tone="warn" level="h3" title={words.noneOwn}>
          <p>{words.noneOwnText}</p>
        </Notice>
      )}
      {can.answer && plan.own.length > 0 ? (
        <ActFrame
          props={props}
          act="answer"
          action={paths.shortageAnswer(show.record.document.number)}
          consequence={words.consequence(place)}
          button={
            <>
              <Button name="act" value="sum">
                {words.recount}
              </Button>
              <Button kind="primary" name="act" value="answer">
                {words.act}
              </Button>
            </>
          }
        >
          {table}
          <TextField
            form={formOf(props, 'answer')}
            name="overrideReason"
            label={words.override}
            note={t.forms.optional}
            hint={words.overrideHint}
            maxlength={500}
          />
          <TargetChoice {...props} />
        </ActFrame>
      ) : (
        table
      )}
      <NeighbourForm {...props} />
      <MemberSupplies t={t} plan={plan} item={item} expiry={props.expiry} />
    </section>
  );
}
