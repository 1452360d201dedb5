import { Construct } from 'constructs';
import { MonitoringDashboard } from '@cdktf/provider-google/lib/monitoring-dashboard';
import { validate } from '../core/errors';
import { type Widget } from './widgets';

/** Widgets of one subject, under a heading. */
export interface DashboardSection {
  readonly title: string;
  readonly widgets: readonly Widget[];
}

export interface DashboardProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** What the console calls it. */
  readonly displayName: string;
  /** Rows of charts, from top to bottom. */
  readonly sections: readonly DashboardSection[];
  /**
   * Resource labels that a viewer can narrow the whole dashboard down by.
   * @default - none
   */
  readonly filterBy?: readonly string[];
}

/** Columns of the grid that Google lays tiles out on. */
const COLUMNS = 48;
const TILE = { width: 24, height: 16 };
const HEADING_HEIGHT = 4;
/** https://cloud.google.com/monitoring/quotas */
const MOST_WIDGETS = 100;

/** A dashboard of Cloud Monitoring: sections of tiles, two in a row. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const tiles = layOut(props.sections);
    validate(this, [
      {
        broken: tiles.length > MOST_WIDGETS,
        problem: `a dashboard holds ${MOST_WIDGETS} widgets at most, given ${tiles.length}`,
      },
    ]);
    new MonitoringDashboard(this, 'Resource', {
      project: props.project,
      dashboardJson: JSON.stringify({
        displayName: props.displayName,
        ...filters(props.filterBy),
        mosaicLayout: { columns: COLUMNS, tiles },
      }),
    });
  }
}

// Google leaves a zero and whatever is empty out of what it returns, so it is left out here as well: the next plan stays
// empty (hashicorp/terraform-provider-google#16173).

const filters = (labels: DashboardProps['filterBy']) =>
  labels?.length && { dashboardFilters: labels.map((labelKey) => ({ labelKey, filterType: 'RESOURCE_LABEL' })) };

interface Tile {
  readonly xPos?: number;
  readonly yPos?: number;
  readonly width: number;
  readonly height: number;
  readonly widget: Widget;
}

function layOut(sections: readonly DashboardSection[]): Tile[] {
  let y = 0;
  return sections.flatMap((section) => {
    const heading = tile(0, y, COLUMNS, HEADING_HEIGHT, {
      title: section.title,
      sectionHeader: { dividerBelow: true },
    });
    const top = y + HEADING_HEIGHT;
    const perRow = COLUMNS / TILE.width;
    y = top + Math.ceil(section.widgets.length / perRow) * TILE.height;
    const tiles = section.widgets.map((widget, index) => {
      const [column, row] = [index % perRow, Math.floor(index / perRow)];
      return tile(column * TILE.width, top + row * TILE.height, TILE.width, TILE.height, widget);
    });
    return [heading, ...tiles];
  });
}

const tile = (x: number, y: number, width: number, height: number, widget: Widget): Tile => ({
  ...(x > 0 && { xPos: x }),
  ...(y > 0 && { yPos: y }),
  width,
  height,
  widget,
});
