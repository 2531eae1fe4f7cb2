package org.latentlab.nodes.table;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/** Small tables of synthetic digits for tests. */
public final class Digits {

    private Digits() {
    }

    /** @return that many digits with the columns image and class */
    public static BufferedDataTable table(final ExecutionContext exec, final int count)
        throws CanceledExecutionException {
        return table(exec, SyntheticDigits.generate(SyntheticDigitsConfig.of(count, 1), Progress.NONE));
    }

    /** @return constant gray images, all of the value given */
    public static BufferedDataTable constant(final ExecutionContext exec, final int count, final int value)
        throws CanceledExecutionException {
        final byte[] pixels = new byte[count * SyntheticDigits.SHAPE.values()];
        java.util.Arrays.fill(pixels, (byte)value);
        return table(exec, ImageDataset.labelled("constant", Images.ofBytes(SyntheticDigits.SHAPE, pixels),
            new int[count], java.util.List.of("0")));
    }

    /** @return images of another shape, pixel i being i modulo 256 */
    public static BufferedDataTable ofShape(final ExecutionContext exec, final ImageShape shape, final int count)
        throws CanceledExecutionException {
        final byte[] pixels = new byte[count * shape.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)i;
        }
        return table(exec, ImageDataset.labelled("shape", Images.ofBytes(shape, pixels), new int[count],
            java.util.List.of("0")));
    }

    private static BufferedDataTable table(final ExecutionContext exec, final ImageDataset data)
        throws CanceledExecutionException {
        return new DatasetOutput("image", "class").write(data, false, exec, exec);
    }
}
