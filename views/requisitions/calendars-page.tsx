/** On which days members file their requisitions, and the form that sets them for one or for a whole kind. */
import { paths } from '../../src/paths.ts';
import type { CalendarLine } from '../../src/requisitions/calendar-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, NumberField, SelectField } from '../ui/field.tsx';
import { planDay } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Columns, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

export interface CalendarsPageProps {
  t: Words;
  lines: CalendarLine[];
  page: Page<CalendarLine>;
  today: string;
  canSet: boolean;
  form: FormState;
  formKey: string;
}

export function CalendarsPage(props: CalendarsPageProps) {
  const { t, page } = props;
  const words = t.demand.calendars;
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <Columns kind="doc">
        <div class="stack">
          <CalendarRows {...props} />
          <NumberedPager
            t={t}
            page={page.page}
            size={page.size}
            total={page.total}
            href={(to) => `${paths.requisitionCalendars()}?page=${to}`}
          />
        </div>
        {props.canSet && (
          <Rail label={words.act}>
            <CalendarForm {...props} />
          </Rail>
        )}
      </Columns>
    </>
  );
}

function CalendarRows({ t, page, today }: CalendarsPageProps) {
  const words = t.demand.calendars;
  const head = (
    <>
      <Head>{t.demand.member}</Head>
      <Head>{words.title}</Head>
      <Head>{words.next}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {page.rows.map(({ member, calendar, closesOn }) => (
        <tr>
          <td class="span-2">{member}</td>
          <td class="span-4">
            {calendar === null
              ? words.none
              : words.said(calendar.everyWeeks, words.weekdays[calendar.weekday - 1] ?? '', calendar.coverDays)}
          </td>
          <td>{closesOn === null ? '' : planDay(t, closesOn, today)}</td>
        </tr>
      ))}
    </Table>
  );
}

function CalendarForm({ t, lines, today, form, formKey }: CalendarsPageProps) {
  const words = t.demand.calendars;
  const groups = (['branch', 'clinic', 'campus'] as const).map((kind) => ({
    value: `*${kind}`,
    label: words.groups[kind],
  }));
  const members = lines.map(({ code, member }) => ({ value: code, label: member }));
  const labels = {
    member: words.who,
    everyWeeks: words.everyWeeks,
    weekday: words.weekday,
    startsOn: words.startsOn,
    coverDays: words.coverDays,
  };
  return (
    <form class="form" method="post" action={paths.requisitionCalendars()}>
      <ErrorSummary t={t} form={form} labels={labels} />
      <HiddenKey value={formKey} />
      <SelectField form={form} name="member" label={words.who} options={[...groups, ...members]} required />
      <NumberField form={form} name="everyWeeks" label={words.everyWeeks} value="1" required />
      <SelectField
        form={form}
        name="weekday"
        label={words.weekday}
        value="4"
        options={words.weekdays.map((label, index) => ({ value: String(index + 1), label }))}
      />
      <DateField form={form} name="startsOn" label={words.startsOn} value={today} required />
      <NumberField form={form} name="coverDays" label={words.coverDays} value="21" required />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary">{words.act}</Button>
      </SubmitBar>
    </form>
  );
}
