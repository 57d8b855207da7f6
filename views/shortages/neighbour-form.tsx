/** Asking a neighbour for what is short: who has it, how much they can spare, and what was asked of whom already. */
import { paths } from '../../src/paths.ts';
import type { MemberSupply } from '../../src/shortages/plan-queries.ts';
import { openBase } from '../../src/shortages/rules.ts';
import { waitingBase } from '../../src/transfers/rules.ts';
import type { NeighbourTransfer } from '../../src/transfers/shortage-queries.ts';
import { TransferStatus } from '../transfers/words.tsx';
import { Button } from '../ui/button.tsx';
import { errorOf, FieldError, SelectField } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { PackBoxes } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { ActFrame, formOf } from './act-forms.tsx';
import type { AnswerProps } from './answer-panel.tsx';
import type { ShowProps } from './record-parts.tsx';
import { amountText } from './shortage-words.tsx';

/** 社富分院：可用60盒，富余30盒，可供45天 */
function memberText({ t, item }: AnswerProps, member: MemberSupply): string {
  const words = t.shortages.neighbour;
  const has = quantityText(t, member.usableBase, item);
  const spare = member.surplusBase > 0 ? words.spare(quantityText(t, member.surplusBase, item)) : words.noSpare;
  const { answer } = t.shortages;
  const cover = member.coverDays === null ? answer.noUse : answer.coverShort(member.coverDays);
  return words.option(member.organisation.shortName, has, spare, cover);
}

/** Those with something to spare first; nothing at all where nobody has any. */
export function NeighbourForm(props: AnswerProps) {
  const { t, plan, item, show, can, refused } = props;
  const words = t.shortages.neighbour;
  const members = plan.members.filter((member) => member.usableBase > 0);
  const rest = openBase(show.record.shortage) - waitingBase(show.transfers);
  if (!can.neighbour || members.length === 0 || (rest <= 0 && refused?.of !== 'neighbour')) return null;
  const options = [...members]
    .sort((a, b) => b.surplusBase - a.surplusBase)
    .map((member) => ({ value: member.organisation.code, label: memberText(props, member) }));
  const form = formOf(props, 'neighbour');
  const name = 'neighbour.quantity';
  const error = errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  return (
    <Panel title={words.title} level="h3" id="neighbour">
      <ActFrame
        props={props}
        act="neighbour"
        action={paths.shortageNeighbour(show.record.document.number)}
        consequence={words.consequence(show.record.organisation.shortName)}
        button={<Button>{words.act}</Button>}
      >
        <SelectField form={form} name="neighbour.from" label={words.from} options={options} required />
        <fieldset class="field">
          <legend>{words.quantity}</legend>
          <PackBoxes t={t} form={form} name={name} shape={item} quantityBase={Math.max(0, rest)} />
          <FieldError name={name} {...(error !== undefined && { error })} />
        </fieldset>
      </ActFrame>
    </Panel>
  );
}

/** What neighbours were asked for, and how far each is. */
export function NeighbourTransfers({ t, show }: Pick<ShowProps, 't' | 'show'>) {
  const words = t.shortages.neighbour;
  if (show.transfers.length === 0) return null;
  const head = (
    <>
      <Head>{words.transfer}</Head>
      <Head>{words.from}</Head>
      <Head num>{words.asked}</Head>
      <Head num>{words.granted}</Head>
      <Head>{t.transfers.state}</Head>
    </>
  );
  return (
    <Panel title={words.transfers} level="h3" padded={false} id="neighbours">
      <Table caption={words.transfers} head={head} stacks>
        {show.transfers.map((one) => (
          <NeighbourRow t={t} show={show} one={one} />
        ))}
      </Table>
    </Panel>
  );
}

function NeighbourRow({ t, show, one }: Pick<ShowProps, 't' | 'show'> & { one: NeighbourTransfer }) {
  const words = t.shortages.neighbour;
  return (
    <tr>
      <td class="span-3">
        <Code href={paths.transfer(one.number)}>{one.number}</Code>
      </td>
      <td class="span-3">{one.giver}</td>
      <td class="span-2 num" data-label={words.asked}>
        {amountText(t, show.record, one.askedBase)}
      </td>
      <td class="span-2 num" data-label={words.granted}>
        {one.grantedBase === null ? t.formats.none : amountText(t, show.record, one.grantedBase)}
      </td>
      <td class="span-3">
        <TransferStatus t={t} status={one.status} />
      </td>
    </tr>
  );
}
