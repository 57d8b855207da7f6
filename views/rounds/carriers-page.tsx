/** Vehicles and cold boxes: what there is, entered and put out of service. */
import { paths } from '../../src/paths.ts';
import type { CarrierLine } from '../../src/rounds/route-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices, Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

interface CarriersPageProps {
  t: Words;
  rows: CarrierLine[];
  q: string | undefined;
  canPlan: boolean;
  organisationId: number;
  form: FormState;
  formKey: () => string;
}

export function CarriersPage(props: CarriersPageProps) {
  const { t, rows, q, canPlan } = props;
  const words = t.rounds;
  return (
    <>
      <PageHead
        title={words.carriers}
        crumbs={[{ label: words.title, href: paths.rounds() }, { label: words.carriers }]}
        crumbsLabel={t.frame.position}
      />
      <Filters t={t} action={paths.carriers()} {...(q && { clear: paths.carriers() })}>
        <FilterText label={words.search} name="q" placeholder={words.carrierSearchHint} {...(q && { value: q })} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.carriersEmpty} text={words.carriersEmptyText} /> : <Rows {...props} />}
      {canPlan && <AddForm {...props} />}
    </>
  );
}

function Rows({ t, rows, canPlan, organisationId, formKey }: CarriersPageProps) {
  const words = t.rounds;
  const head = (
    <>
      <Head>{words.carrierCode}</Head>
      <Head>{words.carrierName}</Head>
      <Head>{words.carrierKind}</Head>
      <Head>{words.house}</Head>
      <Head>{words.state}</Head>
      <Head>{words.change}</Head>
    </>
  );
  return (
    <Table caption={words.carriers} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code>{row.code}</Code>
          </td>
          <td class="span-3">{row.name}</td>
          <td class="span-3">
            {words.carrierKinds[row.kind]} {row.cools && <Tag icon="i-thermo">{words.zones.cold}</Tag>}
          </td>
          <td class="span-3">{row.house}</td>
          <td class="span-3">
            <Status icon={row.active ? 's-done' : 's-no'}>
              {row.active ? words.routeState.active : words.routeState.ended}
            </Status>
          </td>
          <td class="span-3">
            {canPlan && row.organisationId === organisationId && (
              <form method="post" action={paths.carrierState(row.id)}>
                <HiddenKey value={formKey()} />
                <Hidden name="active" value={row.active ? '0' : '1'} />
                <Button small kind="plain">
                  {row.active ? words.carrierEnd : words.carrierResume}
                </Button>
              </form>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function AddForm({ t, form, formKey }: CarriersPageProps) {
  const words = t.rounds;
  const labels = { kind: words.carrierKind, code: words.carrierCode, name: words.carrierName };
  const kinds = (['vehicle', 'cold_box'] as const).map((value) => ({ value, label: words.carrierKinds[value] }));
  return (
    <Panel title={words.carrierAddTitle} id="add">
      <form class="form" method="post" action={paths.carriers()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey()} />
        <Segments form={form} name="kind" label={words.carrierKind} chosen="vehicle" options={kinds} />
        <TextField form={form} name="code" label={words.carrierCode} maxlength={20} required />
        <TextField form={form} name="name" label={words.carrierName} maxlength={40} required />
        <Choices
          form={form}
          name="cools"
          label={words.cools}
          hideLabel
          many
          choices={[{ value: '1', title: words.cools }]}
        />
        <SubmitBar consequence={words.carrierConsequence}>
          <Button>{words.carrierAdd}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
