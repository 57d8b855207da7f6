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

export function WhereStocked({ t, itemCode, shape, members, expiry }: WhereStockedProps) {
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
    <Panel title={words.title} note={words.members(members.length)} padded={false}>
      {members.length === 0 && <p class="body note">{words.none}</p>}
      {members.length > 0 && (
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
      )}
    </Panel>
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
