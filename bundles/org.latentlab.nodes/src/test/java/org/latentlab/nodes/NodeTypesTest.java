package org.latentlab.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.platform.ui.NodeHandle;

/** Each node has the colour of what it does in KNIME. */
final class NodeTypesTest {

    @ParameterizedTest
    @CsvSource({"datasetreader.ImageDatasetReader, Source", "syntheticdigits.SyntheticDigits, Source",
        "gaussianblobs.GaussianBlobs, Source", "latentsampler.LatentSampler, Source", "gmmfit.GmmFit, Learner",
        "trainclassifier.TrainClassifier, Learner", "traingan.TrainGan, Learner", "ganepoch.GanEpoch, Manipulator",
        "knnlabeler.KnnLabeler, Predictor", "blobcounter.BlobCounter, Manipulator",
        "latentinterpolation.LatentInterpolation, Manipulator", "latenttraversal.LatentTraversal, Visualizer",
        "latentplot.LatentPlot, Visualizer", "imagegrid.ImageGrid, Visualizer", "scorer.Scorer, Other",
        "conditionalsampler.ConditionalSampler, Learner", "dysfunctionreport.DysfunctionReport, Visualizer"})
    void theTypeIsThatOfTheTask(final String node, final NodeType type) throws Exception {
        assertEquals(type, NodeHandle.of((DefaultNodeFactory)Class.forName(
            "org.latentlab.nodes." + node + "NodeFactory").getConstructor().newInstance()).type());
    }
}
