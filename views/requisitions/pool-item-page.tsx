/** One item of the pool: each need with how short its member is, and the fair share of what the hub can give now. */
import { documentPath, paths } from '../../src/paths.ts';
import type { PoolNeed, PoolShares } from '../../src/requisitions/pool-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, HiddenKey, TextField } from '../ui/field.tsx';
import { clauseComma, planDay, quantityText } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Quantity } from '../ui/values.tsx';

export interface PoolItemPageProps {
  t: Words;
  item: {
    id: number;
    code: string;
    genericName: string;
    strength: string;
    packSize: number;
    packUnit: string;
    baseUnit: string;
    scale: number;
  };
  needs: PoolNeed[];
  /** Of the hub's stock; null for those who may not supply. */
  supply: (PoolShares & { hubId: number }) | null;
  today: string;
  form: FormState;
  formKey: string;
}

export function PoolItemPage(props: PoolItemPageProps) {
  const { t, item, needs, supply, form } = props;
  const words = t.demand.pool;
  const open = needs.reduce((sum, need) => sum + need.openBase, 0);
  const facts = [`${words.open} ${quantityText(t, open, item)}`];
  if (supply !== null) facts.push(`${words.hubStock} ${quantityText(t, supply.availableBase, item)}`);
  const labels = Object.fromEntries(needs.map((need) => [`line.${need.demandId}.packs`, need.member]));
  const body = needs.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Needs {...props} />;
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: paths.demandPool() },
          { label: item.code, code: true },
        ]}
        crumbsLabel={t.frame.position}
        title={`${item.genericName} ${item.strength}`.trim()}
        facts={facts}
      />
      <ErrorSummary t={t} form={form} labels={{ ...labels, reason: words.reason }} />
      {supply !== null && needs.length > 0 && (
        <Advice>{supply.availableBase >= open ? words.enough : words.explain}</Advice>
      )}
      {supply === null || needs.length === 0 ? body : <SupplyForm {...props}>{body}</SupplyForm>}
    </>
  );
}

function SupplyForm({ t, item, form, formKey, children }: PoolItemPageProps & { children?: unknown }) {
  const words = t.demand.pool;
  return (
    <form class="stack" method="post" action={paths.poolSupply(item.code)}>
      <HiddenKey value={formKey} />
      {children}
      <div class="form">
        <TextField
          form={form}
          name="reason"
          label={words.reason}
          note={t.forms.optional}
          hint={words.reasonHint}
          maxlength={300}
        />
      </div>
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary">{words.act}</Button>
      </SubmitBar>
    </form>
  );
}

function Needs(props: PoolItemPageProps) {
  const { t, needs, supply } = props;
  const words = t.demand.pool;
  const head = (
    <>
      <Head>{words.members}</Head>
      <Head>{words.origin}</Head>
      <Head>{words.neededBy}</Head>
      <Head num>{words.stock}</Head>
      <Head num>{words.cover}</Head>
      <Head num>{words.open}</Head>
      {supply !== null && <Head num>{words.share}</Head>}
      {supply !== null && <Head>{words.give}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {needs.map((need) => (
        <NeedRow {...props} need={need} />
      ))}
    </Table>
  );
}

function NeedRow({ t, item, need, supply, today, form }: PoolItemPageProps & { need: PoolNeed }) {
  const words = t.demand.pool;
  return (
    <tr>
      <td class="span-3">{need.member}</td>
      <td class="span-3">
        {need.urgent && (
          <Status icon="s-urgent" tone="warn">
            {words.urgent}
          </Status>
        )}{' '}
        {need.number === null || need.kind === null ? (
          words.origins[need.origin]
        ) : (
          <Code href={documentPath(need.kind, need.number)}>{need.number}</Code>
        )}
      </td>
      <td class="span-2" data-label={words.neededBy}>
        {planDay(t, need.neededBy, today)}
      </td>
      <td class="num span-2" data-label={words.stock}>
        <Quantity t={t} quantityBase={need.stockBase} shape={item} />
      </td>
      <td class="num span-2" data-label={words.cover}>
        {need.coverDays === null ? words.noUse : words.coverDays(need.coverDays)}
      </td>
      <td class="num span-2" data-label={words.open}>
        <Quantity t={t} quantityBase={need.openBase} shape={item} />
      </td>
      {supply !== null && <ShareCells {...{ t, item, need, supply, form }} />}
    </tr>
  );
}

type ShareProps = Pick<PoolItemPageProps, 't' | 'item' | 'form'> & {
  need: PoolNeed;
  supply: NonNullable<PoolItemPageProps['supply']>;
};

function ShareCells({ t, item, need, supply, form }: ShareProps) {
  const words = t.demand.pool;
  const share = supply.shares.get(need.demandId);
  if (share === undefined) return <td colspan={2}>{words.ownNeed}</td>;
  const name = `line.${need.demandId}`;
  const error = errorOf(form, name) ?? errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  return (
    <>
      <td class="num span-2" data-label={words.share}>
        <Quantity t={t} quantityBase={share.quantityBase} shape={item} />
        <small>
          {words.stages[share.explanation.tier]}
          {clauseComma(t)}
          {words.why[share.quantityBase === need.openBase ? 'full' : share.quantityBase > 0 ? 'part' : 'none']}
        </small>
      </td>
      <td class="span-4" data-label={words.give}>
        <PackBoxes
          t={t}
          form={form}
          name={name}
          shape={item}
          quantityBase={share.quantityBase}
          small
          of={need.member}
        />
        <FieldError name={name} {...(error && { error })} />
      </td>
    </>
  );
}
