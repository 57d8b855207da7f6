/** Choosing a wave: the routes of a day, each with the requisitions to allocate and the dispatches that wait for it. */
import { paths } from '../../src/paths.ts';
import type { Choice, RouteChoices } from '../../src/waves/choice-queries.ts';
import type { ListedWave } from '../../src/waves/list-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, valuesOf } from '../ui/field.tsx';
import { headingDay } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Code } from '../ui/values.tsx';
import { WaveStatus } from './words.tsx';

export interface NewWavePageProps {
  t: Words;
  day: string;
  today: string;
  routes: readonly RouteChoices[];
  waves: readonly ListedWave[];
  form: FormState;
  formKey: string;
  can: { plan: boolean };
}

export function NewWavePage(props: NewWavePageProps) {
  const { t, day, routes, form, can } = props;
  const words = t.waves;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.rounds.title, href: paths.rounds() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[headingDay(t, day), words.intro]}
      />
      <ErrorSummary t={t} form={form} labels={{ day: words.day, pick: words.choose }} />
      <Columns kind="doc">
        <div class="stack">
          {can.plan && <DayForm {...props} />}
          {can.plan && routes.length === 0 && (
            <Empty
              title={words.noRoutes}
              text={words.noRoutesText}
              act={<LinkButton href={paths.routes()}>{t.rounds.routes}</LinkButton>}
            />
          )}
          {routes.length > 0 && <ChooseForm {...props} />}
        </div>
        <Rail label={words.latest}>
          <Latest {...props} />
        </Rail>
      </Columns>
    </>
  );
}

function DayForm({ t, day, today }: NewWavePageProps) {
  return (
    <form class="filters" method="get" action={paths.waves()}>
      <label>
        <span>{t.waves.day}</span>
        <input class="input" type="date" name="day" value={day} min={today} />
      </label>
      <Button>{t.waves.show}</Button>
    </form>
  );
}

function ChooseForm(props: NewWavePageProps) {
  const { t, day, routes, formKey } = props;
  const words = t.waves;
  const all = routes.reduce((sum, route) => sum + route.choices.length, 0);
  return (
    <form class="stack" method="post" action={paths.waves()}>
      <HiddenKey value={formKey} />
      <Hidden name="day" value={day} />
      {routes.map((route) => (
        <RoutePanel {...props} route={route} />
      ))}
      <SubmitBar consequence={all === 0 ? words.nothing : words.consequence}>
        <Button kind="primary" disabled={all === 0}>
          {words.open}
        </Button>
      </SubmitBar>
    </form>
  );
}

function RoutePanel({ t, day, form, route }: NewWavePageProps & { route: RouteChoices }) {
  const words = t.waves;
  const two = (number: number) => String(number).padStart(2, '0');
  const time = `${two(Math.floor(route.leavesAt / 60))}:${two(route.leavesAt % 60)}`;
  const note =
    route.round === null ? (
      <a href={paths.newRound({ route: route.id, day })}>{words.noRound}</a>
    ) : (
      <Code href={paths.round(route.round)}>{route.round}</Code>
    );
  return (
    <Panel title={`${route.name} ${time}`} note={note} id={`route-${route.id}`}>
      {route.choices.length === 0 ? (
        <p class="muted">{words.nothingHere}</p>
      ) : (
        <div class="choices">
          {route.choices.map((choice) => (
            <Tick t={t} form={form} choice={choice} value={`${route.id}:${choice.number}`} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Tick({ t, form, choice, value }: { t: Words; form: FormState; choice: Choice; value: string }) {
  const words = t.waves;
  const { kind, member, number, lines, cold, neededBy, urgent, sent } = choice;
  const fresh = Object.keys(form.values).length === 0;
  return (
    <label>
      <input type="checkbox" name="pick" value={value} checked={fresh || valuesOf(form, 'pick').includes(value)} />
      <span>
        <b>{member}</b>
        <small>
          <span class="code">{number}</span> {t.rounds.lineCount(lines)}{' '}
          {kind === 'requisition' ? words.toAllocate : sent ? t.rounds.sent : t.rounds.picking}
          {neededBy !== null && ` ${words.neededBy(neededBy)}`}
        </small>
      </span>
      <span class="aside">
        {urgent && <Tag tone="warn">{words.urgent}</Tag>} {cold > 0 && <Tag icon="i-snow">{t.rounds.cold}</Tag>}
      </span>
    </label>
  );
}

function Latest({ t, waves }: NewWavePageProps) {
  const words = t.waves;
  return (
    <Panel title={words.latest} link={{ href: paths.waveList(), label: words.all }} padded={false}>
      {waves.length === 0 && <p class="body muted">{words.none}</p>}
      <ul class="plain-list body">
        {waves.map((one) => (
          <li>
            <Code href={paths.wave(one.number)}>{one.number}</Code> <WaveStatus t={t} status={one.status} />
            <small>
              {one.day} {one.house}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
