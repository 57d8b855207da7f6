/** The picture beside the login form: the county as hub, campuses, branches and clinics. */
import type { Words } from '../i18n/index.ts';
import { BRANCHES, CAMPUSES, CLINICS, HUB } from './county-shape.ts';

export interface CountyNames {
  /** Short names in the order of their codes; shown only when they fit the picture. */
  campuses: string[];
  branches: string[];
}

export function CountyPicture({ t, names }: { t: Words; names: CountyNames }) {
  return (
    <svg class="net" viewBox="0 0 660 660" role="img" aria-labelledby="net-title">
      <title id="net-title">{t.auth.net(names.branches.length || BRANCHES.length)}</title>
      <circle class="net-ring" cx="330" cy="330" r="92" />
      <circle class="net-ring" cx="330" cy="330" r="178" />
      <Links />
      <g class="net-clinic">
        {CLINICS.map(({ x, y }) => (
          <circle cx={x} cy={y} r="1.7" />
        ))}
      </g>
      <path class="net-run" d="M330 330L421.8 335.8L480.3 234.6A178 178 0 0 1 507.6 318.8" />
      {BRANCHES.map(({ x, y }) => (
        <circle class="net-branch" cx={x} cy={y} r="4" />
      ))}
      {CAMPUSES.map(({ x, y }) => (
        <circle class="net-campus" cx={x} cy={y} r="6.5" />
      ))}
      <circle class="net-hub" cx={HUB.x} cy={HUB.y} r="21" />
      <path class="net-cross" d="M330 322v16M322 330h16" />
      <text class="big" x="330" y="368" text-anchor="middle">
        {t.auth.hub}
      </text>
      <Names names={names} />
    </svg>
  );
}

function Links() {
  return (
    <>
      {CAMPUSES.map(({ x, y }) => (
        <path class="net-link" d={`M${HUB.x} ${HUB.y}L${x} ${y}`} />
      ))}
      {BRANCHES.map(({ x, y, campus }) => {
        const above = CAMPUSES[campus] ?? HUB;
        return <path class="net-link" d={`M${above.x} ${above.y}L${x} ${y}`} />;
      })}
    </>
  );
}

/** The upper campus has its name above, where no line runs. */
function campusLabelY(y: number): number {
  return y < HUB.y - 50 ? y - 13 : y + 20;
}

function Names({ names }: { names: CountyNames }) {
  if (names.campuses.length !== CAMPUSES.length || names.branches.length !== BRANCHES.length) return null;
  return (
    <>
      {CAMPUSES.map(({ x, y }, index) => (
        <text class="big" x={x} y={campusLabelY(y)} text-anchor="middle">
          {names.campuses[index]}
        </text>
      ))}
      {BRANCHES.map(({ labelX, labelY, anchor }, index) => (
        <text x={labelX} y={labelY} text-anchor={anchor}>
          {names.branches[index]}
        </text>
      ))}
    </>
  );
}
