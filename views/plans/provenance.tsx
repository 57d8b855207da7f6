/** One line of a plan opened: the sum of how it is met, each member with its needs, and proposed transfers. */

import { documentPath, paths } from '../../src/paths.ts';
import type { PlanLineView } from '../../src/plans/line-list-queries.ts';
import type { OpenLine } from '../../src/plans/page-queries.ts';
import type { MemberOnLine, TransferOnLine } from '../../src/plans/provenance-queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, quantityText } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { shapeOf } from './plan-words.tsx';

/** Days that a stock lasts at the pace of 30 days; empty when nothing was used. */
export function coverText(t: Words, hasBase: number, use30Base: number): string {
  return use30Base <= 0 ? '' : t.plans.days(Math.floor((hasBase * 30) / use30Base));
}

/** What is asked, written out as the sum of what meets it. */
export function LineSum({ t, line, members }: { t: Words; line: PlanLineView; members: readonly MemberOnLine[] }) {
  const words = t.plans;
  const shape = shapeOf(line);
  const text = (quantity: number) => quantityText(t, quantity, shape);
  const bought = members.reduce((sum, member) => sum + (member.bySource.buy ?? 0), 0);
  const back = line.toBuyBase - bought;
  const more = line.quantityBase - bought;
  const { askedBase, fromHubBase, onOrderBase, fromNeighboursBase, toBuyBase } = line;
  return (
    <p class="small">
      {words.sums(text(askedBase), text(fromHubBase), text(onOrderBase), text(fromNeighboursBase), text(toBuyBase))}
      {back > 0 && <> · {words.given(text(back))}</>}
      {more > 0 && <> · {words.more(text(more))}</>}
    </p>
  );
}

export function MembersOfLine({ t, open }: { t: Words; open: OpenLine }) {
  const words = t.plans;
  const { line, members } = open;
  const shape = shapeOf(line);
  const text = (quantity: number) => quantityText(t, quantity, shape);
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head>{words.need}</Head>
      <Head num>{words.use30}</Head>
      <Head num>{words.stock}</Head>
      <Head num>{words.cover}</Head>
      <Head num>{words.asked}</Head>
      <Head>{words.share}</Head>
    </>
  );
  const total = (of: (member: MemberOnLine) => number) => members.reduce((sum, member) => sum + of(member), 0);
  const has = total((member) => member.hasBase);
  const used = total((member) => member.use30Base);
  return (
    <Table caption={words.lineTitle(line.lineNumber, line.genericName)} head={head} class="prov" stacks>
      {members.map((member) => (
        <MemberRow t={t} line={line} member={member} />
      ))}
      <tr class="total">
        <td>{words.total(members.length)}</td>
        <td />
        <td class="num span-3" data-label={words.use30}>
          {text(used)}
        </td>
        <td class="num span-3" data-label={words.stock}>
          {text(has)}
        </td>
        <td class="num span-3" data-label={words.cover}>
          {coverText(t, has, used)}
        </td>
        <td class="num span-3" data-label={words.asked}>
          {text(total((member) => member.askedBase))}
        </td>
        <td />
      </tr>
    </Table>
  );
}

function MemberRow({ t, line, member }: { t: Words; line: PlanLineView; member: MemberOnLine }) {
  const words = t.plans;
  const shape = shapeOf(line);
  const text = (quantity: number) => quantityText(t, quantity, shape);
  return (
    <tr>
      <td class="span-3">{member.name}</td>
      <td class="span-3">
        {member.needs.map((need) => (
          <div>
            {need.number === null || need.kind === null ? (
              words.origins[need.origin]
            ) : (
              <Code href={documentPath(need.kind, need.number)}>{need.number}</Code>
            )}{' '}
            <a class="small" href={paths.demandTrace(need.demandId)}>
              {words.trace}
            </a>
          </div>
        ))}
      </td>
      <td class="num span-3" data-label={words.use30}>
        {text(member.use30Base)}
      </td>
      <td class="num span-3" data-label={words.stock}>
        {text(member.hasBase)}
      </td>
      <td class="num span-3" data-label={words.cover}>
        {coverText(t, member.hasBase, member.use30Base)}
      </td>
      <td class="num span-3" data-label={words.asked}>
        <b>{text(member.askedBase)}</b>
      </td>
      <td class="span-4">
        <Shares t={t} line={line} shares={member.bySource} />
      </td>
    </tr>
  );
}

function Shares({ t, line, shares }: { t: Words; line: PlanLineView; shares: MemberOnLine['bySource'] }) {
  const shape = shapeOf(line);
  const { met } = t.plans;
  const parts = (['hub', 'order', 'neighbour', 'buy'] as const).flatMap((source) =>
    shares[source] === undefined ? [] : [`${met[source]} ${quantityText(t, shares[source], shape)}`],
  );
  return <>{parts.join(clauseComma(t))}</>;
}

/** Each proposed transfer as a sentence with its reason. */
export function TransferText({ t, line, transfer }: { t: Words; line: PlanLineView; transfer: TransferOnLine }) {
  const words = t.plans;
  const shape = shapeOf(line);
  const { available = 0, use30 = 0, remains = 0 } = transfer.explanation as Record<string, number>;
  const text = (quantity: number) => quantityText(t, quantity, shape);
  const days = use30 > 0 ? coverText(t, available, use30) : words.transferNoUse;
  const icon = transfer.status === 'proposed' ? 's-todo' : transfer.status === 'sent' ? 's-go' : 's-no';
  return (
    <>
      <Status icon={icon}>{words.transferStates[transfer.status]}</Status>{' '}
      <b>{words.transferText(transfer.from, transfer.to, text(transfer.quantityBase))}</b>{' '}
      <span class="small">{words.transferWhy(text(available), days, text(remains))}</span>
      {transfer.reason !== '' && <span class="small"> {transfer.reason}</span>}
      {transfer.transfer !== null && <Code href={paths.transfer(transfer.transfer)}>{transfer.transfer}</Code>}
    </>
  );
}
