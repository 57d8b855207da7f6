/** What the code on a slip opens: the same lines, read from the stock ledger and from nowhere else. */

import type { PostedDispatch, PostedLine } from '../../src/dispatches/slip-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { fullMoment } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Lot, Money, Price, Quantity } from '../ui/values.tsx';
import { itemDetail } from './line-cells.tsx';

interface SlipCheckProps {
  t: Words;
  expiry: ExpiryView;
  number: string;
  /** Codes of both sides, for the stock cards. */
  senderCode: string;
  posted: PostedDispatch | null;
  seesPrices: boolean;
}

export function SlipCheckPage(props: SlipCheckProps) {
  const { t, number, posted } = props;
  const words = t.dispatches.slip;
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.dispatches.title, href: paths.dispatches() },
          { label: number, href: paths.dispatch(number), code: true },
          { label: words.title },
        ]}
        crumbsLabel={t.frame.position}
        title={words.heading(number)}
        status={posted && <Standing t={t} posted={posted} />}
        actions={<LinkButton href={paths.dispatch(number)}>{words.toDispatch}</LinkButton>}
      />
      {posted === null ? (
        <Notice title={words.notPosted} tone="danger" role="alert">
          <p>{words.notPostedText}</p>
        </Notice>
      ) : (
        <PostedSlip {...props} posted={posted} />
      )}
    </>
  );
}

function Standing({ t, posted }: { t: Words; posted: PostedDispatch }) {
  if (posted.reversal === null) {
    return (
      <Status icon="s-done" badge>
        {t.dispatches.slip.valid}
      </Status>
    );
  }
  return (
    <Status icon="s-stop" tone="danger" badge>
      {t.dispatches.slip.void}
    </Status>
  );
}

function PostedSlip(props: SlipCheckProps & { posted: PostedDispatch }) {
  const { t, posted, seesPrices } = props;
  const words = t.dispatches.slip;
  const { record, reversal, lines } = posted;
  const totalFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
  const items = new Set(lines.map((line) => line.itemId)).size;
  return (
    <>
      {reversal !== null && (
        <Notice title={words.void} tone="danger" role="alert">
          <p>{words.voidText(fullMoment(reversal.at), reversal.by, reversal.reason ?? '')}</p>
        </Notice>
      )}
      <Facts
        across
        facts={[
          { label: t.dispatches.rail.sender, value: record.sender.shortName },
          { label: t.dispatches.rail.receiver, value: record.receiver.name },
          { label: words.postedBy, value: fullMoment(posted.postedAt), note: posted.postedBy },
          { label: words.movement, value: String(posted.movementId) },
          { label: words.prints, value: String(record.dispatch.printCount) },
        ]}
      />
      <p class="hint">{words.matches}</p>
      <Table
        caption={words.caption}
        stacks
        head={
          <>
            <Head>{t.dispatches.table.number}</Head>
            <Head>{t.dispatches.table.item}</Head>
            <Head>{t.dispatches.table.lot}</Head>
            <Head num>{t.dispatches.table.shipped}</Head>
            {seesPrices && <Head num>{t.dispatches.table.price}</Head>}
            {seesPrices && <Head num>{t.dispatches.table.amount}</Head>}
            <Head>{words.card}</Head>
          </>
        }
        foot={
          <tr class="total">
            <th scope="row" colspan={seesPrices ? 5 : 4}>
              {t.dispatches.table.total(lines.length, items)}
            </th>
            {seesPrices && (
              <td class="num">
                <Money t={t} amountFen={totalFen} />
              </td>
            )}
            <td />
          </tr>
        }
      >
        {lines.map((line) => (
          <PostedRow {...props} line={line} />
        ))}
      </Table>
    </>
  );
}

function PostedRow({ t, expiry, senderCode, seesPrices, line }: SlipCheckProps & { line: PostedLine }) {
  return (
    <tr>
      <td class="tight muted desk-only">{line.lineNumber}</td>
      <td>
        <Item name={line.itemName} detail={itemDetail(line, t)} />
      </td>
      <td class="span-4">
        <Lot
          t={t}
          batchNumber={line.lotNumber}
          expiresOn={line.expiresOn}
          expiry={expiry}
          href={paths.lot(line.lotId)}
        />
      </td>
      <td class="span-2 num">
        <Quantity t={t} quantityBase={line.quantityBase} shape={line} />
      </td>
      {seesPrices && (
        <td class="span-3 num" data-label={t.dispatches.table.price}>
          <Price pricePack={line.pricePack} />
        </td>
      )}
      {seesPrices && (
        <td class="span-3 num" data-label={t.dispatches.table.amount}>
          <Money t={t} amountFen={line.amountFen} />
        </td>
      )}
      <td data-label={t.dispatches.slip.card}>
        <Code href={paths.stockCard(senderCode, line.itemCode)}>{line.itemCode}</Code>
      </td>
    </tr>
  );
}
