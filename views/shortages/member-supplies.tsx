/** Lots of the item in other members and on their way: what there is, what could serve, how long it lasts there. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { MemberSupply, SupplyPlan, WhyNot } from '../../src/shortages/plan-queries.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import type { SupplyLot } from '../../src/stock/supply-queries.ts';
import type { Words } from '../i18n/index.ts';
import { quantityText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Lot } from '../ui/values.tsx';

const SHOWN = 4;
const MOST_FOLDED = 16;
/** Of one member, what is usable before what is not, the first to expire first; its card has them all. */
const LOTS_SHOWN = 4;

interface SuppliesProps {
  t: Words;
  plan: SupplyPlan;
  item: ItemRow;
  expiry: ExpiryView;
}

/** A reason in words: of usability or of reservation. */
export function whyText(t: Words, why: WhyNot): string {
  if (why.why === 'short_life') {
    return t.shortages.whyShort(Number(why.detail.daysLeft ?? 0), Number(why.detail.daysNeeded ?? 0));
  }
  return t.shortages.why[why.why] ?? why.why;
}

function coverText(t: Words, member: MemberSupply): string {
  return member.coverDays === null ? t.shortages.answer.noUse : t.shortages.answer.coverShort(member.coverDays);
}

function MemberRows({
  t,
  member,
  item,
  expiry,
}: {
  t: Words;
  member: MemberSupply;
  item: ItemRow;
  expiry: ExpiryView;
}) {
  const card = paths.stockCard(member.organisation.code, item.code);
  const more = member.lots.length - LOTS_SHOWN;
  const shown = [...member.lots].sort((a, b) => Number(a.why !== null) - Number(b.why !== null)).slice(0, LOTS_SHOWN);
  return (
    <>
      {shown.map(({ lot, why }, index) => (
        <tr class={why === null ? undefined : 'off'}>
          <td class="span-3">
            {index === 0 && (
              <>
                <a href={card}>{member.organisation.shortName}</a>
                <small class="tail">{coverText(t, member)}</small>
              </>
            )}
          </td>
          <td class="span-3">
            <Lot t={t} batchNumber={lot.lotNumber} expiresOn={lot.expiresOn} expiry={expiry} />
          </td>
          <td class="span-2 num" data-label={t.shortages.answer.onHand}>
            {quantityText(t, lot.onHand, item)}
          </td>
          <td class="span-2 num" data-label={t.shortages.answer.reserved}>
            {lot.reserved === 0 ? '' : quantityText(t, lot.reserved, item)}
          </td>
          <td class="span-2">
            {why === null ? <Status icon="s-done">{t.shortages.answer.usable}</Status> : whyText(t, why)}
          </td>
        </tr>
      ))}
      {more > 0 && (
        <tr>
          <td class="span-3" />
          <td class="span-3">
            <a href={card}>{t.shortages.answer.moreLots(more)}</a>
          </td>
          <td class="span-2" />
          <td class="span-2" />
          <td class="span-2" />
        </tr>
      )}
    </>
  );
}

function SupplyTable({
  t,
  members,
  item,
  expiry,
}: {
  t: Words;
  members: MemberSupply[];
  item: ItemRow;
  expiry: ExpiryView;
}) {
  const words = t.shortages.answer;
  return (
    <Table
      caption={words.membersCaption}
      stacks
      head={
        <>
          <Head>{words.members.place}</Head>
          <Head>{words.lot}</Head>
          <Head num>{words.onHand}</Head>
          <Head num>{words.reserved}</Head>
          <Head>{words.members.state}</Head>
        </>
      }
    >
      {members.map((member) => (
        <MemberRows t={t} member={member} item={item} expiry={expiry} />
      ))}
    </Table>
  );
}

function Travelling({ t, lots, item, expiry }: { t: Words; lots: SupplyLot[]; item: ItemRow; expiry: ExpiryView }) {
  return (
    <ul class="sum">
      {lots.map((lot) => (
        <li>
          <Status icon="s-go" tone="info">
            {t.shortages.answer.travellingTo(lot.organisation.shortName)}
          </Status>{' '}
          <Lot t={t} batchNumber={lot.lotNumber} expiresOn={lot.expiresOn} expiry={expiry} />{' '}
          {quantityText(t, lot.onHand, item)}
        </li>
      ))}
    </ul>
  );
}

/** Read only: another member's stock is not the hub's to send. */
export function MemberSupplies({ t, plan, item, expiry }: SuppliesProps) {
  const words = t.shortages.answer;
  const shown = plan.members.slice(0, SHOWN);
  const folded = plan.members.slice(SHOWN, SHOWN + MOST_FOLDED);
  return (
    <>
      <Panel
        title={words.membersTitle}
        link={{ href: paths.stock({ q: item.code }), label: t.home.find.stock }}
        level="h3"
        padded={false}
        foot={shown.length === 0 ? words.nothingAnywhere : words.membersText}
      >
        {shown.length > 0 && <SupplyTable t={t} members={shown} item={item} expiry={expiry} />}
        {folded.length > 0 && (
          <details class="fold">
            <summary class="button small">{words.moreMembers(plan.members.length - shown.length)}</summary>
            <SupplyTable t={t} members={folded} item={item} expiry={expiry} />
          </details>
        )}
      </Panel>
      {plan.travelling.length > 0 && (
        <Panel title={words.travelling} level="h3">
          <Travelling t={t} lots={plan.travelling.slice(0, SHOWN)} item={item} expiry={expiry} />
        </Panel>
      )}
    </>
  );
}
