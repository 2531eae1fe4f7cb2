package org.latentlab.nodes.dysfunctionreport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.latentlab.engine.report.AreaComposition;
import org.latentlab.engine.report.AreaScore;

/** Reads the tables of FID/IS/DCA Scorer back. */
final class ScoreReader {

    /** The group of all images together, which is no area. */
    private static final String ALL = "all";

    private static final String FEATURES = "features";

    private ScoreReader() {
    }

    /** The cells of a row by the names of their columns. */
    private record Cells(DataTableSpec spec, DataRow row) {

        double number(final String name) {
            final DataCell cell = row.getCell(spec.findColumnIndex(name));
            return cell.isMissing() ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
        }

        String text(final String name) {
            final DataCell cell = row.getCell(spec.findColumnIndex(name));
            return cell.isMissing() ? "" : ((StringValue)cell).getStringValue();
        }
    }

    /**
     * @param table the table "Scores"
     * @return one score an area; all images together where there are no areas
     */
    static List<AreaScore> scores(final BufferedDataTable table) {
        final List<AreaScore> scores = new ArrayList<>();
        for (final DataRow row : table) {
            final Cells c = new Cells(table.getDataTableSpec(), row);
            scores.add(new AreaScore(c.text("group"), Math.round(c.number("images")), c.number("FID"),
                c.number("IS mean"), c.number("IS sd"), c.number("total variation"), c.number("χ²"),
                c.number("p-value")));
        }
        return scores.size() < 2 ? scores : scores.stream().filter(s -> !s.area().equals(ALL)).toList();
    }

    /**
     * @param table the table "Scores"
     * @return what the Fréchet distance was computed on; blank where there is none
     */
    static String featureSpace(final BufferedDataTable table) {
        for (final DataRow row : table) {
            return new Cells(table.getDataTableSpec(), row).text("feature space");
        }
        return "";
    }

    /**
     * @param table the table "Scores"
     * @return what limits the meaning of its figures; empty if nothing does
     */
    static List<String> notes(final BufferedDataTable table) {
        final DataTableSpec spec = table.getDataTableSpec();
        if (spec.findColumnIndex(FEATURES) < 0) {
            return List.of();
        }
        final List<String> few = new ArrayList<>();
        for (final DataRow row : table) {
            final Cells c = new Cells(spec, row);
            if (c.number("images") <= c.number(FEATURES)) {
                few.add(c.text("group"));
            }
        }
        return few.isEmpty() ? List.of() : List.of("Fréchet distances of areas with no more images than features are "
            + "biased "
            + "upwards: " + String.join(", ", few) + ".");
    }

    /**
     * @param table the table "Composition"
     * @return the classes of each area
     */
    static List<AreaComposition> compositions(final BufferedDataTable table) {
        final Map<String, List<Cells>> groups = new LinkedHashMap<>();
        for (final DataRow row : table) {
            final Cells c = new Cells(table.getDataTableSpec(), row);
            groups.computeIfAbsent(c.text("group"), key -> new ArrayList<>()).add(c);
        }
        final List<AreaComposition> compositions = new ArrayList<>();
        groups.forEach((group, rows) -> {
            if (groups.size() < 2 || !group.equals(ALL)) {
                compositions.add(new AreaComposition(group, rows.stream().map(c -> c.text("class")).toList(),
                    rows.stream().mapToLong(c -> Math.round(c.number("reference count"))).toArray(),
                    rows.stream().mapToLong(c -> Math.round(c.number("generated count"))).toArray()));
            }
        });
        return compositions;
    }
}
