/** Plans by which counts open by themselves, and the form that lays one. */
import type { ListedPlan } from '../../src/counts/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, Buttons, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, NumberField } from '../ui/field.tsx';
import { planDay } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { type CountPlace, ScopeFields, scopeLabels } from './scope-fields.tsx';

interface CountPlansPageProps {
  t: Words;
  rows: (ListedPlan & { mine: boolean })[];
  can: { plan: boolean };
  errors: string[];
  formKey: () => string;
  today: string;
}

type Preset = keyof Words['counts']['plans']['presets'];

/** What the usual plans begin with. */
const PRESETS: Record<
  Preset,
  { scope: string; controlClass?: string; highAlert?: boolean; abc?: string; everyDays: number; eachShift?: boolean }
> = {
  controlled: { scope: 'class', controlClass: 'controlled', everyDays: 1, eachShift: true },
  alert: { scope: 'class', highAlert: true, everyDays: 30 },
  a: { scope: 'cycle', abc: 'A', everyDays: 30 },
  b: { scope: 'cycle', abc: 'B', everyDays: 90 },
  c: { scope: 'cycle', abc: 'C', everyDays: 180 },
};

export function CountPlansPage(props: CountPlansPageProps) {
  const { t, rows, can, errors } = props;
  const words = t.counts.plans;
  const add = <LinkButton href={paths.newCountPlan()}>{words.newButton}</LinkButton>;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.counts.title, href: paths.counts() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
        {...(can.plan && { actions: add })}
      />
      {errors.length > 0 && (
        <Notice tone="danger" role="alert" title={t.forms.refused}>
          {errors.map((error) => (
            <p>{error}</p>
          ))}
        </Notice>
      )}
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} {...(can.plan && { text: words.emptyText, act: <PresetLinks t={t} /> })} />
      ) : (
        <>
          <Rows {...props} />
          {can.plan && <PresetLinks t={t} />}
        </>
      )}
    </>
  );
}

function PresetLinks({ t }: { t: Words }) {
  const { presets } = t.counts.plans;
  return (
    <Buttons>
      {(Object.keys(presets) as Preset[]).map((preset) => (
        <LinkButton href={paths.newCountPlan({ preset })}>{presets[preset]}</LinkButton>
      ))}
    </Buttons>
  );
}

function Rows(props: CountPlansPageProps) {
  const { t, rows, today, formKey } = props;
  const words = t.counts.plans;
  const head = (
    <>
      <Head>{t.counts.name}</Head>
      <Head>{t.counts.place}</Head>
      <Head>{t.counts.scope}</Head>
      <Head>{words.every}</Head>
      <Head>{words.nextOn}</Head>
      <Head>{words.last}</Head>
      <Head>{words.state}</Head>
      <Head>{t.counts.act}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map(({ plan, place, last, mine }) => (
        <tr>
          <td class="span-4">{plan.title}</td>
          <td class="span-2">{place.shortName}</td>
          <td class="span-4 note">{t.counts.scopeText(plan.detail, plan.scope, [])}</td>
          <td class="span-2">{plan.eachShift ? words.eachShift : words.everyText(plan.everyDays)}</td>
          <td class="span-3" data-label={words.nextOn}>
            {plan.active ? planDay(t, plan.nextOn, today) : t.formats.none}
          </td>
          <td class="span-3" data-label={words.last}>
            {last === null ? t.formats.none : <Code href={paths.count(last)}>{last}</Code>}
          </td>
          <td class="span-2">
            <Status icon={plan.active ? 's-doing' : 's-no'}>
              {plan.active ? words.states.active : words.states.stopped}
            </Status>
          </td>
          <td class="span-4">{mine && <PlanActs t={t} plan={plan} formKey={formKey} />}</td>
        </tr>
      ))}
    </Table>
  );
}

function PlanActs({ t, plan, formKey }: { t: Words; plan: ListedPlan['plan']; formKey: () => string }) {
  const words = t.counts.plans;
  const act = plan.active ? 'ending' : 'resumption';
  return (
    <div class="buttons">
      {plan.active && (
        <form method="post" action={paths.countPlanOpening(plan.id)}>
          <HiddenKey value={formKey()} />
          <Button small>{words.openNow}</Button>
        </form>
      )}
      <form method="post" action={paths.countPlanState(plan.id, act)}>
        <HiddenKey value={formKey()} />
        <Button small kind="plain">
          {plan.active ? words.end : words.resume}
        </Button>
      </form>
    </div>
  );
}

interface NewCountPlanPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  places: CountPlace[];
  today: string;
  preset: string | undefined;
}

export function NewCountPlanPage({ t, form, formKey, places, today, preset }: NewCountPlanPageProps) {
  const words = t.counts.plans;
  const known = (Object.keys(PRESETS) as Preset[]).find((one) => one === preset);
  const given = known === undefined ? undefined : { ...PRESETS[known], title: words.presets[known] };
  const labels = { ...scopeLabels(t), everyDays: words.everyDays, nextOn: words.firstOn };
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[
          { label: t.counts.title, href: paths.counts() },
          { label: words.title, href: paths.countPlans() },
          { label: words.newTitle },
        ]}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={paths.countPlans()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <ScopeFields t={t} form={form} places={places} {...(given && { given })} />
        <div class="row">
          <NumberField
            form={form}
            name="everyDays"
            label={words.everyDays}
            maxlength={3}
            value={String(given?.everyDays ?? 30)}
            required
          />
          <DateField form={form} name="nextOn" label={words.firstOn} min={today} value={today} required />
        </div>
        <Choices
          form={form}
          name="eachShift"
          label={words.eachShiftLabel}
          hideLabel
          many
          choices={[{ value: '1', title: words.eachShiftLabel }]}
          {...(given?.eachShift && { chosen: '1' })}
        />
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.submit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
