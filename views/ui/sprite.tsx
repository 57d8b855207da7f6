/** The icons, drawn on a 16 px grid; a page carries each shape once and every `Icon` points at it. */

/** Shapes that are one line. `i-` are things, `s-` are states. */
const LINES = {
  'i-inbox': 'M2 9.5 4 3h8l2 6.5V13H2zM2 9.5h3.5l1 1.8h3l1-1.8H14',
  'i-bell': 'M4 11V7a4 4 0 0 1 8 0v4l1 1.2H3zM6.8 14h2.4',
  'i-grid': 'M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11',
  'i-card': 'M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3',
  'i-expiry': 'M4 2.5h8M4 13.5h8M5 2.5v2L8 8l3-3.5v-2M5 13.5v-2L8 8l3 3.5v2',
  'i-count': 'm2.5 4 1 1 1.8-2M2.5 8.2l1 1 1.8-2M2.5 12.4l1 1 1.8-2M8 4h5.5M8 8.2h5.5M8 12.4h5.5',
  'i-swap': 'M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13',
  'i-plan': 'M3 2.5h10v11H3zM5.3 6.1l.9.9L7.8 5M10 6h1M5.3 10.3l.9.9 1.6-2M10 10.2h1',
  'i-inspect': 'M2.5 5 8 2.3 13.5 5v6L8 13.7 2.5 11zM2.5 5 8 7.7 13.5 5M8 7.7v6',
  'i-account': 'M2 4h12v8.5H2zM2 7h12M4.5 10h2.5',
  'i-payable': 'M4 2.2h8v11.3l-2-1.2-2 1.2-2-1.2-2 1.2zM6.3 5.8h3.4M6.3 8.6h3.4',
  'i-balance': 'M8 2.5v11M3.2 4.5h9.6M3.2 4.5l-1.7 4.2h3.4zM12.8 4.5l-1.7 4.2h3.4zM5.5 13.5h5',
  'i-device': 'M2 3h12v7.5H2zM5.5 13.5h5M8 10.5v3M4 7h2.2l1.1-2 1.4 3.4 1-1.4H12',
  'i-book':
    'M8 4c-1-.9-2.6-1.2-5.5-1.2v9.6C5.4 12.4 7 12.7 8 13.6c1-.9 2.6-1.2 5.5-1.2V2.8C10.6 2.8 9 3.1 8 4zM8 4v9.6',
  'i-chart': 'M2.5 13.5h11M4.3 11V7.5M7 11V4M9.7 11V6M12.3 11V8.5',
  'i-scan': 'M2 5V2.5h3M11 2.5h3V5M14 11v2.5h-3M5 13.5H2V11M5 5.5v5M7.2 5.5v5M9 5.5v5M11 5.5v5',
  'i-print': 'M4.5 5.5v-3h7v3M4.5 11.2h-2V5.5h11v5.7h-2M4.5 9h7v4.5h-7z',
  'i-right': 'm6 3.5 4.5 4.5L6 12.5',
  'i-left': 'M10 3.5 5.5 8l4.5 4.5',
  'i-down': 'M4 6.2 8 10.2l4-4',
  'i-up': 'M4 9.8 8 5.8l4 4',
  'i-to': 'M2.5 8h11M9.5 4l4 4-4 4',
  'i-plus': 'M8 3v10M3 8h10',
  'i-x': 'm4 4 8 8M12 4l-8 8',
  'i-check': 'm3 8.5 3.2 3.2L13 4.7',
  'i-snow': 'M8 1.8v12.4M2.6 4.9l10.8 6.2M13.4 4.9 2.6 11.1M6.3 2.8 8 4.3l1.7-1.5M6.3 13.2 8 11.7l1.7 1.5',
  'i-thermo': 'M6.5 9.3V3.5a1.5 1.5 0 0 1 3 0v5.8a2.8 2.8 0 1 1-3 0zM8 7v4.5',
  'i-lock': 'M3.5 7.2h9v6.3h-9zM5.5 7.2V5.3a2.5 2.5 0 0 1 5 0v1.9',
  'i-download': 'M8 2.5v7.7M4.9 7.2 8 10.3l3.1-3.1M2.5 13.5h11',
  'i-home': 'M2.3 7.5 8 2.7l5.7 4.8M4 6.3v7.2h8V6.3M6.7 13.5V9.7h2.6v3.8',
  'i-edit': 'M3 13h2.2l7.5-7.5-2.2-2.2L3 10.8zM9 4.8 11.2 7',
  'i-filter': 'M2.5 4h11M4.7 8h6.6M6.7 12h2.6',
  'i-undo': 'M3 6.5h6.5a3.3 3.3 0 0 1 0 6.6H6M5.8 3.7 3 6.5l2.8 2.8',
  'i-flag': 'M4 14V2.5h8.5L10.3 6l2.2 3.5H4',
  's-go': 'm3 3.5 4.5 4.5L3 12.5M8.5 3.5 13 8l-4.5 4.5',
  's-lock': 'M3.5 7.2h9v6.3h-9zM5.5 7.2V5.3a2.5 2.5 0 0 1 5 0v1.9',
  's-near': 'M8 2.5 14 13H2zM8 6.8v2.7M8 11.2v.05',
};

/** Shapes with several parts: `solid` is filled, `cut` is drawn in the colour of the ground. */
const SHAPES = {
  'i-need': (
    <>
      <path d="M5.5 2h5v2.2h-5zM5.5 3h-2v10.5h9V3h-2M8 6.8v3" />
      <path d="M8 11.8v.05" />
    </>
  ),
  'i-truck': (
    <>
      <path d="M3.2 11.5H1.5v-8h8v8H6M9.5 6.5h2.7l2.3 2.6v2.4h-1.2M10.3 11.5H9.5" />
      <circle cx="4.6" cy="11.8" r="1.4" />
      <circle cx="11.8" cy="11.8" r="1.4" />
    </>
  ),
  'i-route': (
    <>
      <circle cx="3.8" cy="12.2" r="1.6" />
      <circle cx="12.2" cy="3.8" r="1.6" />
      <path d="M5.4 12.2h4.1a2.1 2.1 0 0 0 0-4.2h-3a2.1 2.1 0 0 1 0-4.2h4.1" />
    </>
  ),
  'i-cart': (
    <>
      <path d="M1.5 2.5h2l1.6 7.7h6.9L13.5 5H4" />
      <circle cx="6" cy="12.9" r=".8" />
      <circle cx="11" cy="12.9" r=".8" />
    </>
  ),
  'i-search': (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.4 3.4" />
    </>
  ),
  'i-clock': (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 4.8V8l2.2 1.4" />
    </>
  ),
  'i-user': (
    <>
      <circle cx="8" cy="5.3" r="2.7" />
      <path d="M2.8 13.7c.4-2.7 2.5-4.2 5.2-4.2s4.8 1.5 5.2 4.2" />
    </>
  ),
  'i-info': (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 7.4v3.6M8 5v.05" />
    </>
  ),
  'i-camera': (
    <>
      <path d="M2 4.8h2.6l1.2-1.9h4.4l1.2 1.9H14v8.4H2z" />
      <circle cx="8" cy="8.7" r="2.5" />
    </>
  ),
  's-draft': (
    <>
      <circle cx="8" cy="8" r="5.5" stroke-dasharray="2.3 2.3" />
    </>
  ),
  's-todo': (
    <>
      <circle cx="8" cy="8" r="5.5" />
    </>
  ),
  's-doing': (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path class="solid" stroke="none" d="M8 2.5a5.5 5.5 0 0 1 0 11z" />
    </>
  ),
  's-done': (
    <>
      <circle class="solid" cx="8" cy="8" r="5.7" />
      <path class="cut" d="m5.3 8.2 2 2 3.5-4" />
    </>
  ),
  's-no': (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="m6 6 4 4M10 6l-4 4" />
    </>
  ),
  's-stop': (
    <>
      <path class="solid" d="M3.5 3.5h9v9h-9z" />
    </>
  ),
  's-hold': (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M6.5 6v4M9.5 6v4" />
    </>
  ),
  's-late': (
    <>
      <path class="solid" d="M8 2.5 14 13H2z" />
      <path class="cut" d="M8 6.5v3M8 11.3v.05" />
    </>
  ),
  's-urgent': (
    <>
      <path class="solid" d="M8 1.8 14.2 8 8 14.2 1.8 8z" />
      <path class="cut" d="M8 5v3.5M8 10.7v.05" />
    </>
  ),
};

export type IconName = keyof typeof LINES | keyof typeof SHAPES;

/** All shapes, once at the end of each page. */
export function Sprite() {
  return (
    <svg class="sprite" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">
      {Object.entries(LINES).map(([id, line]) => (
        <symbol id={id} viewBox="0 0 16 16">
          <path d={line} />
        </symbol>
      ))}
      {Object.entries(SHAPES).map(([id, shape]) => (
        <symbol id={id} viewBox="0 0 16 16">
          {shape}
        </symbol>
      ))}
    </svg>
  );
}
