package org.latentlab.bench;

import java.nio.file.Path;
import java.util.Locale;

import org.latentlab.engine.dataset.DatasetFormat;
import org.latentlab.engine.dataset.DatasetReader;
import org.latentlab.engine.dataset.DatasetRequest;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.label.KnnLabeler;
import org.latentlab.engine.label.KnnResult;
import org.latentlab.engine.train.Progress;

/**
 * The 10,000 test images of MNIST labelled by the 3 nearest of the 60,000 training images, by pixels, ours and
 * scikit-learn's brute force in turn.
 * <p>
 * Arguments: the directory of MNIST, and how many pairs of runs (3). Needs a heap of 2 GB and scikit-learn.
 */
public final class KnnBench {

    private KnnBench() {
    }

    /** Prints the seconds of both, their ratio, and the accuracies. */
    public static void main(final String[] arguments) throws Exception {
        final Path mnist = Path.of(arguments[0]);
        final int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        final ImageDataset train = read(mnist, Split.TRAIN);
        final ImageDataset test = read(mnist, Split.TEST);
        final float[] reference = train.images().toFloats();
        final float[] queries = test.images().toFloats();
        final int values = train.images().shape().values();
        final double[] ours = new double[pairs];
        final double[] peers = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            final long begin = System.nanoTime();
            final KnnResult result =
                KnnLabeler.label(reference, train.labels(), 10, queries, values, 3, Progress.NONE);
            ours[i] = (System.nanoTime() - begin) / 1e9;
            int right = 0;
            for (int q = 0; q < test.size(); q++) {
                right += result.label()[q] == test.labels()[q] ? 1 : 0;
            }
            final double[] peer = Peer.run("knn_sklearn.py", mnist.toString());
            peers[i] = peer[0];
            System.out.printf(Locale.ROOT, "ours %.2f s, accuracy %.4f; scikit-learn %.2f s, accuracy %.4f%n", ours[i],
                right / (double)test.size(), peers[i], peer[1]);
        }
        System.out.printf(Locale.ROOT, "median: ours %.2f s, scikit-learn %.2f s, ratio %.2f%n", Peer.median(ours),
            Peer.median(peers), Peer.median(ours) / Peer.median(peers));
    }

    private static ImageDataset read(final Path mnist, final Split split) {
        return DatasetReader.read(new DatasetRequest(DatasetFormat.IDX, mnist, split, 0, 1, null), Progress.NONE);
    }
}
