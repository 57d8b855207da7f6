/** Where an item lies: one line a member, the most first, each leading to its stock card. */

import type { MemberStock } from '../../src/catalogue/where-stocked.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { expirySignal, type PackShape } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Quantity } from '../ui/values.tsx';

interface WhereStockedProps {
  t: Words;
  itemCode: string;
  shape: PackShape;
  members: readonly MemberStock[];
  expiry: ExpiryView;
}

/** More members than this are folded away: the first keep the most. */
const MOST_SHOWN = 12;

export function WhereStocked(props: WhereStockedProps) {
  const { t, members } = props;
  const words = t.catalogue.stocked;
  const rest = members.slice(MOST_SHOWN);
  return (
    <Panel title={words.title} note={words.members(members.length)} padded={false}>
      {members.length === 0 && <p class="body note">{words.none}</p>}
      {members.length > 0 && <Members {...props} members={members.slice(0, MOST_SHOWN)} />}
      {rest.length > 0 && (
        <details class="body">
          <summary>{t.items.stockedMore(rest.length)}</summary>
          <Members {...props} members={rest} />
        </details>
      )}
    </Panel>
  );
}

function Members({ t, itemCode, shape, members, expiry }: WhereStockedProps) {
  const words = t.catalogue.stocked;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.onHand}</Head>
      <Head num>{words.reserved}</Head>
      <Head num>{words.transit}</Head>
      <Head num>{t.items.cover}</Head>
      <Head>{words.firstExpiry}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head}>
      {members.map((member) => (
        <tr>
          <td>
            <a href={paths.stockCard(member.code, itemCode)}>{member.shortName}</a>
          </td>
          <td class="num">
            <Quantity t={t} quantityBase={member.onHandBase} shape={shape} />
          </td>
          <td class="num">
            {member.reservedBase > 0 && <Quantity t={t} quantityBase={member.reservedBase} shape={shape} />}
          </td>
          <td class="num">
            {member.transitBase > 0 && <Quantity t={t} quantityBase={member.transitBase} shape={shape} />}
          </td>
          <td class="num" title={t.items.coverNote}>
            {member.coverDays === null ? t.items.coverNone : t.items.coverDays(member.coverDays)}
          </td>
          <td>{member.firstExpiry !== null && <Expiry t={t} day={member.firstExpiry} expiry={expiry} />}</td>
        </tr>
      ))}
    </Table>
  );
}

function Expiry({ t, day, expiry }: { t: Words; day: string; expiry: ExpiryView }) {
  const signal = expirySignal(t, day, expiry);
  return (
    <>
      {day} {signal && <SignalStatus signal={signal} />}
    </>
  );
}
