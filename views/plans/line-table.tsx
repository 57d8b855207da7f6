/** The lines of a plan as a table: what the county has, what is asked and bought, price, progress, what to look at. */

import { paths } from '../../src/paths.ts';
import type { LinesQuery } from '../../src/plans/forms.ts';
import type { PlanLineView } from '../../src/plans/line-list-queries.ts';
import type { PlanPageData } from '../../src/plans/page-queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, moneyText, percentText, priceText, quantityText, semicolon } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Money, Price } from '../ui/values.tsx';
import { reasonOfPrice, shapeOf } from './plan-words.tsx';
import { coverText, LineSum, MembersOfLine, TransferText } from './provenance.tsx';

interface LineTableProps {
  t: Words;
  data: PlanPageData;
  query: LinesQuery;
}

export function LineTable({ t, data, query }: LineTableProps) {
  const words = t.plans;
  const head = (
    <>
      <Head>
        <span class="visually-hidden">{words.showMembers}</span>
      </Head>
      <Head>{words.item}</Head>
      <Head>{words.supplier}</Head>
      <Head num>{words.stock}</Head>
      <Head num>{words.asked}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.progress}</Head>
      <Head>{words.hint}</Head>
    </>
  );
  const sum = data.lines.reduce((total, line) => total + line.amountFen, 0);
  const foot = (
    <tr>
      <th scope="row" colspan={7}>
        {words.pageSum(data.lines.length)}
      </th>
      <td class="num">
        <Money t={t} amountFen={sum} />
      </td>
      <td colspan={2} class="muted">
        {words.allSum(data.matching.lines, moneyText(data.matching.amountFen))}
      </td>
    </tr>
  );
  return (
    <Table caption={words.title} head={head} foot={foot} inset stacks class="plan">
      {data.lines.map((line) => (
        <LineRow t={t} data={data} query={query} line={line} />
      ))}
    </Table>
  );
}

function LineRow({ t, data, query, line }: LineTableProps & { line: PlanLineView }) {
  const words = t.plans;
  const { number } = data.record.document;
  const shape = shapeOf(line);
  const open = data.opened?.line.id === line.id;
  const standing = data.standing.get(line.itemId);
  const has = (standing?.hasBase ?? 0) + (standing?.onOrderBase ?? 0);
  const href = paths.plan(number, { ...query, open: open ? undefined : line.lineNumber });
  const text = (quantity: number) => quantityText(t, quantity, shape);
  return (
    <>
      <tr class={open ? 'current joined' : undefined}>
        <td class="tight span-1">
          <a
            class="twist"
            href={`${href}#l${line.lineNumber}`}
            id={`l${line.lineNumber}`}
            aria-expanded={open ? 'true' : 'false'}
            aria-label={`${open ? words.hideMembers : words.showMembers} ${line.genericName}`}
          >
            <Icon name={open ? 'i-down' : 'i-right'} />
          </a>
        </td>
        <td class="span-5">
          <Item
            name={line.genericName}
            detail={[line.strength, line.manufacturer].filter((part) => part !== '').join(clauseComma(t))}
            href={paths.planLine(number, line.lineNumber)}
          />
        </td>
        <td class="span-3">
          <Tag {...(line.channel === 'filed' || line.channel === 'ad_hoc' ? { tone: 'warn' as const } : {})}>
            {words.channels[line.channel]}
          </Tag>
          <small class="tail">{line.party ?? words.nobody}</small>
        </td>
        <td class="num span-3" data-label={words.stock}>
          {text(has)}
          <small class="tail">{coverText(t, has, standing?.use30Base ?? 0)}</small>
        </td>
        <td class="num span-3" data-label={words.asked}>
          {text(line.askedBase)}
        </td>
        <td class="num span-3" data-label={words.quantity}>
          <b>{text(line.quantityBase)}</b>
        </td>
        <MoneyCells t={t} data={data} line={line} />
      </tr>
      {open && <OpenedRow t={t} data={data} query={query} line={line} />}
    </>
  );
}

interface CellsProps {
  t: Words;
  data: PlanPageData;
  line: PlanLineView;
}

function MoneyCells({ t, data, line }: CellsProps) {
  const words = t.plans;
  return (
    <>
      <td class="num span-3" data-label={words.price}>
        <Price pricePack={line.pricePack} />
        <LastPrice t={t} data={data} line={line} />
      </td>
      <td class="num span-3" data-label={words.amount}>
        <Money t={t} amountFen={line.amountFen} />
      </td>
      <td class="span-3" data-label={words.progress}>
        <VolumeBar t={t} data={data} line={line} />
      </td>
      <td class="note span-5">
        <Hints t={t} data={data} line={line} />
      </td>
    </>
  );
}

function OpenedRow({ t, data, line }: LineTableProps & { line: PlanLineView }) {
  const words = t.plans;
  const { number, status } = data.record.document;
  if (data.opened === undefined) return null;
  return (
    <tr class="under">
      <td />
      <td colspan={9}>
        <p class="small">{reasonOfPrice(t, line)}</p>
        <LineSum t={t} line={line} members={data.opened.members} />
        <MembersOfLine t={t} open={data.opened} />
        {data.opened.transfers.map((transfer) => (
          <p>
            <TransferText t={t} line={line} transfer={transfer} />
          </p>
        ))}
        <p>
          <a href={paths.planLine(number, line.lineNumber)}>{status === 'draft' ? words.editLine : words.seeLine}</a>
        </p>
      </td>
    </tr>
  );
}

function LastPrice({ t, data, line }: { t: Words; data: PlanPageData; line: PlanLineView }) {
  const words = t.plans;
  const last = data.digest.lastPaid.get(line.itemId);
  if (line.pricePack === 0) return null;
  if (last === undefined) return <small class="tail">{words.noLast}</small>;
  const change = line.pricePack - last;
  if (change === 0) return <small class="tail">{words.samePrice}</small>;
  if (change < 0) return <small class="tail">{words.priceDown(priceText(-change))}</small>;
  return (
    <small class="tail tone" data-tone="warn">
      <Icon name="i-up" kind="tiny" />
      {words.priceUp(priceText(change))}
    </small>
  );
}

const WIDTH = 100;
const COLOURS = { ahead: 'c-1', behind: 'c-warn', far_behind: 'c-danger' } as const;

/** How much of the agreed volume is accepted, with a tick where the time stands. */
export function VolumeBar({ t, data, line }: { t: Words; data: Pick<PlanPageData, 'digest'>; line: PlanLineView }) {
  const words = t.plans;
  const progress = line.contractLineId === null ? undefined : data.digest.progress.get(line.contractLineId);
  if (progress === undefined) return <span class="muted">{words.notVolume}</span>;
  const done = percentText(t, progress.percentBp, 10_000);
  const time = percentText(t, progress.timeBp, 10_000);
  return (
    <>
      <svg
        class="bar-cell"
        viewBox={`0 0 ${WIDTH} 8`}
        role="img"
        aria-label={words.progressOf(done, time)}
        preserveAspectRatio="none"
      >
        <rect class="track" width={WIDTH} height="8" />
        <rect
          class={COLOURS[progress.state]}
          width={Math.min(WIDTH, Math.round(progress.percentBp / 100))}
          height="8"
        />
        <rect class="tick" x={Math.min(WIDTH - 1.5, progress.timeBp / 100)} y="-2" width="1.5" height="12" />
      </svg>
      <small class="tail">
        {done}
        {words.progressState[progress.state]}
      </small>
    </>
  );
}

function Hints({ t, data, line }: { t: Words; data: PlanPageData; line: PlanLineView }) {
  const words = t.plans;
  const flags = data.digest.flags.get(line.id) ?? [];
  const interest = line.partyId === null ? undefined : data.digest.interests.get(line.partyId);
  const parts = flags.map((flag) => words.flags[flag]);
  if (line.changeReason !== '') parts.push(line.changeReason);
  if (line.channelReason !== '') parts.push(line.channelReason);
  if (line.fromNeighboursBase > 0) {
    parts.push(`${words.met.neighbour} ${quantityText(t, line.fromNeighboursBase, shapeOf(line))}`);
  }
  if (interest !== undefined) parts.push(words.interest(line.party ?? '', interest));
  return <>{parts.join(semicolon(t))}</>;
}
