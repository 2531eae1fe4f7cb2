package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;

/**
 * Where a table holds its images: a column of PNG images, a column of collections of numbers, or numeric columns, one
 * a pixel (both channel by channel, row by row; numbers in [0, 1], or 0…255 if any exceeds 1). All images of a table
 * have one shape: that of the first usable one, or the one a model expects. Numbers may also be vectors of any length
 * and any finite values.
 */
public final class ImageColumn {

    /** The name that LatentLab gives an image column. */
    public static final String DEFAULT_NAME = "image";

    /** Rows decoded side by side before the next are fetched. */
    private static final int CHUNK = 2048;

    private enum Kind { PNG, COLLECTION, NUMBERS }

    private final Kind m_kind;
    private final int[] m_columns;
    private final List<String> m_names;
    private final String m_label;

    private ImageColumn(final Kind kind, final int column, final String name) {
        m_kind = kind;
        m_columns = new int[]{column};
        m_names = List.of();
        m_label = "Column '" + name + "'";
    }

    private ImageColumn(final DataTableSpec spec, final int[] columns) {
        m_kind = Kind.NUMBERS;
        m_columns = columns;
        m_names = java.util.Arrays.stream(columns).mapToObj(i -> spec.getColumnSpec(i).getName()).toList();
        m_label = columns.length + (columns.length == 1 ? " numeric column" : " numeric columns");
    }

    /**
     * @param column any column
     * @return whether one cell of it may hold an image: a PNG, or a collection of numbers
     */
    public static boolean isSuitable(final DataColumnSpec column) {
        return kind(column).isPresent();
    }

    private static Optional<Kind> kind(final DataColumnSpec column) {
        final DataType type = column.getType();
        if (type.isCompatible(PNGImageValue.class)) {
            return Optional.of(Kind.PNG);
        }
        if (type.isCollectionType() && type.getCollectionElementType().isCompatible(DoubleValue.class)) {
            return Optional.of(Kind.COLLECTION);
        }
        return Optional.empty();
    }

    /**
     * Finds the column that a setting names or, where it is blank, the first PNG column, else the first collection of
     * numbers.
     *
     * @param spec the table
     * @param setting the name set, or blank
     * @param port the name of the input port, for the message
     * @return the column
     * @throws InvalidSettingsException if there is none, or the named one is absent or holds something else
     */
    public static ImageColumn choose(final DataTableSpec spec, final String setting, final String port)
        throws InvalidSettingsException {
        if (setting != null && !setting.isBlank()) {
            final int index = Columns.require(spec, setting, "Image column");
            final DataColumnSpec column = spec.getColumnSpec(index);
            return kind(column).map(kind -> new ImageColumn(kind, index, setting))
                .orElseThrow(() -> new InvalidSettingsException("Image column '" + setting + "' holds "
                    + column.getType() + "; an image column holds PNG images or collections of numbers."));
        }
        final String found = find(spec).orElseThrow(() -> new InvalidSettingsException("Input '" + port
            + "' has no image column: a column of PNG images or of collections of numbers. Columns found: "
            + Columns.list(spec) + "."));
        return choose(spec, found, port);
    }

    /**
     * @param spec a table
     * @return the name of its first PNG column, else of its first collection of numbers; nothing if it has neither
     */
    static Optional<String> find(final DataTableSpec spec) {
        for (final Kind kind : new Kind[]{Kind.PNG, Kind.COLLECTION}) {
            for (final DataColumnSpec column : spec) {
                if (kind(column).filter(kind::equals).isPresent()) {
                    return Optional.of(column.getName());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * As {@link #choose(DataTableSpec, String, String)}, or from numeric columns.
     *
     * @param spec the table
     * @param source one column or numeric columns
     * @param setting the name of the one column, or blank
     * @param pixels the numeric columns, used where the source says so
     * @param port the name of the input port, for the message
     * @return the columns
     * @throws InvalidSettingsException if there are none that fit
     */
    public static ImageColumn choose(final DataTableSpec spec, final ImageSource source, final String setting,
        final ColumnFilter pixels, final String port) throws InvalidSettingsException {
        if (source == ImageSource.COLUMN) {
            return choose(spec, setting, port);
        }
        final int[] columns = java.util.Arrays.stream(pixels.filterFromFullSpec(spec)).mapToInt(spec::findColumnIndex)
            .filter(i -> i >= 0 && ColumnChoices.isNumeric(spec.getColumnSpec(i))).sorted().toArray();
        if (columns.length == 0) {
            throw new InvalidSettingsException("No numeric columns are chosen: include at least one numeric column of "
                + "input '" + port + "'.");
        }
        return new ImageColumn(spec, columns);
    }

    /**
     * The numeric columns that a model was trained on.
     *
     * @param spec the table
     * @param names the names of the columns, at least one, in the order of the model
     * @param port the name of the input port, for the message
     * @return the columns
     * @throws InvalidSettingsException if one is not in the table or holds no numbers
     */
    public static ImageColumn named(final DataTableSpec spec, final List<String> names, final String port)
        throws InvalidSettingsException {
        final List<String> lacking = names.stream()
            .filter(name -> !spec.containsName(name) || !ColumnChoices.isNumeric(spec.getColumnSpec(name))).toList();
        if (!lacking.isEmpty()) {
            throw new InvalidSettingsException("Input '" + port + "' lacks " + (lacking.size() == 1 ? "the numeric "
                + "column " : lacking.size() + " of the " + names.size() + " numeric columns ")
                + Columns.list(lacking) + " that the model was trained on. Columns found: " + Columns.list(spec)
                + ". Rename the columns, or choose them by hand.");
        }
        return new ImageColumn(spec, names.stream().mapToInt(spec::findColumnIndex).toArray());
    }

    /** @return the names of the numeric columns, in their order; empty where one column holds the images */
    public List<String> names() {
        return m_names;
    }

    /** @return whether the images are given as numbers, so that they may also be vectors */
    public boolean holdsNumbers() {
        return m_kind != Kind.PNG;
    }

    /**
     * Checks, before any row is read, what can be checked then: that numeric columns are as many as an image has
     * values.
     *
     * @param expected the images that a model takes
     * @throws InvalidSettingsException if they are more or fewer
     */
    public void checkPixelColumns(final ExpectedImages expected) throws InvalidSettingsException {
        final int values = expected.shape().values();
        if (m_kind != Kind.NUMBERS || m_columns.length == values
            || expected.orColour() && m_columns.length == 3 * values) {
            return;
        }
        throw new InvalidSettingsException(m_columns.length
            + (m_columns.length == 1 ? " column is" : " columns are") + " chosen, but " + expected.because() + " "
            + expected.words() + (expected.shape().isVector() ? "" : " images of " + values + " values")
            + ". Choose as many columns.");
    }

    /**
     * @param numbersAs what numbers stand for
     * @return the shape of the images or vectors, as far as it is known before any row is read: that of numeric columns
     *         whose number fits
     */
    public Optional<ImageShape> knownShape(final NumbersAs numbersAs) {
        return m_kind == Kind.NUMBERS ? ShapeRule.ofValues(m_columns.length, numbersAs) : Optional.empty();
    }

    /** @return what the images are read from, for a sentence: "Column 'image'" or "784 numeric columns" */
    public String label() {
        return m_label;
    }

    /**
     * Reads all images, whatever their shape, as long as it is one shape.
     *
     * @param table the table this column was found in
     * @param exec told of the progress, asked for cancellation
     * @return the images
     * @throws EngineException if no row has a usable image, or two have different shapes
     * @throws CanceledExecutionException if cancelled
     */
    public ImageRows read(final BufferedDataTable table, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        return read(table, NumbersAs.IMAGES, exec);
    }

    /**
     * As {@link #read(BufferedDataTable, ExecutionMonitor)}, where numbers may also be vectors.
     *
     * @param table the table this column was found in
     * @param numbersAs what numbers stand for; PNG images are images in any case
     * @param exec told of the progress, asked for cancellation
     * @return the images or vectors
     * @throws EngineException if no row has a usable one, or two have different shapes
     * @throws CanceledExecutionException if cancelled
     */
    public ImageRows read(final BufferedDataTable table, final NumbersAs numbersAs, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final String what = isVectors(numbersAs) ? "vectors" : "images";
        if (table.size() == 0) {
            throw new EngineException("The input table is empty: there are no " + what + " in it. Check the filter "
                + "or reader before.");
        }
        final String[] keys = new String[Columns.rows(table)];
        final PixelReader reader = readPixels(table, keys, new ShapeRule(m_label, numbersAs), exec);
        final List<RowProblem> problems = problems(reader, keys);
        if (problems.size() == keys.length) {
            throw new EngineException(m_label + (m_columns.length > 1 ? " hold no " : " holds no ") + what + ": "
                + Warnings.describe(problems, keys.length, isVectors(numbersAs) ? "usable vector" : "usable image")
                + ".");
        }
        return collect(reader, keys, problems);
    }

    /**
     * @param numbersAs what numbers stand for
     * @return whether this then holds vectors
     */
    public boolean isVectors(final NumbersAs numbersAs) {
        return numbersAs == NumbersAs.VECTORS && holdsNumbers();
    }

    /**
     * Reads all images for a model that expects one shape.
     *
     * @param table the table this column was found in
     * @param expected the shape every image must have
     * @param because who expects it, e.g. "the model was trained on"
     * @param exec told of the progress, asked for cancellation
     * @return the images; there may be none
     * @throws EngineException if an image has another shape
     * @throws CanceledExecutionException if cancelled
     */
    public ImageRows read(final BufferedDataTable table, final ImageShape expected, final String because,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        return read(table, new ExpectedImages(expected, false, because), exec);
    }

    /**
     * Reads all images for a model.
     *
     * @param table the table this column was found in
     * @param expected the images that the model takes
     * @param exec told of the progress, asked for cancellation
     * @return the images, all of one shape that will do; there may be none
     * @throws EngineException if an image has another shape
     * @throws CanceledExecutionException if cancelled
     */
    public ImageRows read(final BufferedDataTable table, final ExpectedImages expected, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final String[] keys = new String[Columns.rows(table)];
        final PixelReader reader = readPixels(table, keys, new ShapeRule(m_label, expected), exec);
        return collect(reader, keys, problems(reader, keys));
    }

    private PixelReader readPixels(final BufferedDataTable table, final String[] keys, final ShapeRule rule,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        final int rows = keys.length;
        final PixelReader reader = reader(rule, rows);
        final Object[] chunk = new Object[Math.min(CHUNK, Math.max(1, rows))];
        int row = 0;
        try (var iterator = table.iterator()) {
            while (iterator.hasNext()) {
                exec.checkCanceled();
                final int first = row;
                while (iterator.hasNext() && row - first < chunk.length) {
                    final DataRow next = iterator.next();
                    keys[row] = next.getKey().getString();
                    chunk[row - first] = content(next);
                    row++;
                }
                reader.read(chunk, first, row - first, keys);
                exec.setProgress((double)row / rows, "Reading images, row " + row + " of " + rows);
            }
        }
        return reader;
    }

    private PixelReader reader(final ShapeRule rule, final int rows) {
        if (m_kind == Kind.PNG) {
            return new PngReader(rule, rows);
        }
        return rule.numbersAs() == NumbersAs.VECTORS ? new VectorReader(rule, rows, m_names)
            : new NumberReader(rule, rows);
    }

    private Object content(final DataRow row) {
        if (m_kind == Kind.NUMBERS) {
            final double[] values = new double[m_columns.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = number(row.getCell(m_columns[i]));
            }
            return values;
        }
        final DataCell cell = row.getCell(m_columns[0]);
        if (cell.isMissing()) {
            return null;
        }
        if (m_kind == Kind.PNG) {
            return ((PNGImageValue)cell).getImageContent().getByteArrayReference();
        }
        final CollectionDataValue collection = (CollectionDataValue)cell;
        final double[] values = new double[collection.size()];
        int i = 0;
        for (final DataCell element : collection) {
            values[i++] = number(element);
        }
        return values;
    }

    private static double number(final DataCell cell) {
        return cell.isMissing() ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
    }

    private static List<RowProblem> problems(final PixelReader reader, final String[] keys) {
        final List<RowProblem> problems = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            if (reader.problem(i) != null) {
                problems.add(new RowProblem(keys[i], reader.problem(i)));
            }
        }
        return problems;
    }

    private static ImageRows collect(final PixelReader reader, final String[] keys, final List<RowProblem> problems) {
        final int[] usable = IntStream.range(0, keys.length).filter(i -> reader.problem(i) == null).toArray();
        final int[] imageOfRow = new int[keys.length];
        java.util.Arrays.fill(imageOfRow, -1);
        final String[] usableKeys = new String[usable.length];
        for (int i = 0; i < usable.length; i++) {
            imageOfRow[usable[i]] = i;
            usableKeys[i] = keys[usable[i]];
        }
        return new ImageRows(reader.images(usable), usableKeys, usable, imageOfRow, problems);
    }
}
