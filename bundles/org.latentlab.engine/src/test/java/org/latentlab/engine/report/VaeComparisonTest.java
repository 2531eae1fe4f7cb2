package org.latentlab.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.chart.CollapseChart;
import org.latentlab.engine.chart.ModelBars;
import org.latentlab.engine.latent.CollapseVerdict.Severity;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.snapshot.Snapshot;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;

class VaeComparisonTest {

    private static final String EVIL = "<script>alert('x')</script>\"&";

    private static List<ComparedModel> overBeta;

    private static List<ComparedModel> watched;

    @BeforeAll
    static void trainModels() {
        overBeta = ComparisonExample.overBeta();
        watched = List.of(ComparisonExample.watched("VAE", Divergence.Kl.of(1)),
            ComparisonExample.watched("autoencoder", new Divergence.None()));
    }

    private static VaeComparison comparison(final List<ComparedModel> models) {
        return new VaeComparison("Title", "", models, List.of());
    }

    private static String page(final List<ComparedModel> models, final boolean animated) {
        return comparison(models).html(1, animated, Progress.NONE);
    }

    @Test
    void aRowHoldsTheSettingsAndTheKeptEpoch() {
        final ComparisonRow row = comparison(overBeta).rows().get(1);
        final EpochRecord last = overBeta.get(1).vae().history().last();
        assertEquals("annealed 0.1", row.name());
        assertEquals("VAE", row.kind());
        assertEquals("16-3-16, softplus", row.architecture());
        assertEquals(3, row.latentSize());
        assertEquals("Bernoulli", row.likelihood());
        assertEquals("KL", row.divergence());
        assertEquals(0.1, row.beta());
        assertEquals("linear from 0, epochs 0 to 2", row.schedule());
        assertEquals(0, row.freeBits());
        assertTrue(Double.isNaN(row.capacity()) && Double.isNaN(row.overlap()));
        assertEquals(80, row.images());
        assertEquals(8, row.epochs());
        assertEquals(last.reconstruction(), row.reconstruction());
        assertEquals(last.kl(), row.kl());
        assertEquals(last.reconstruction() + last.kl(), row.negativeElbo());
        assertEquals(overBeta.get(1).vae().diagnostics().activeUnits(), row.activeUnits());
        assertEquals(overBeta.get(1).vae().diagnostics().mutualInformation(), row.mutualInformation());
        assertTrue(row.seconds() > 0);
    }

    @Test
    void anAutoencoderHasNoKlAndNoElbo() {
        final ComparisonRow row = comparison(watched).rows().get(1);
        assertEquals("autoencoder", row.kind());
        assertEquals("none", row.divergence());
        assertTrue(Double.isNaN(row.beta()) && Double.isNaN(row.kl()) && Double.isNaN(row.negativeElbo())
            && Double.isNaN(row.mutualInformation()) && row.schedule().isEmpty());
        assertEquals(watched.get(1).overlap().overall(), row.overlap());
    }

    @Test
    void aStrongWeightIsSeenToCollapse() {
        final VaeComparison comparison = comparison(overBeta);
        assertEquals(Severity.COLLAPSED, comparison.rows().get(2).verdict().severity(),
            comparison.rows().get(2).verdict().text());
        assertTrue(comparison.rows().get(0).activeUnits() > 0);
        final List<String> findings = comparison.findings();
        assertEquals("The posterior collapsed in 2 of 4 models: plain 5000.0; annealed 5000.0.", findings.get(0));
        final int active = (int)comparison.rows().get(0).activeUnits();
        assertTrue(findings.contains("Plain: the posterior is collapsed from β = 5000 on, after " + active
            + (active == 1 ? " active dimension" : " active dimensions") + " at β = 0.1."), findings.toString());
        assertTrue(findings.stream().anyMatch(f -> f.startsWith("−ELBO is lowest, that is best, in ")),
            findings.toString());
    }

    @Test
    void overBetaTheChartShowsTheCollapseOfEachWayToTrain() {
        final CollapseChart chart = assertInstanceOf(CollapseChart.class, comparison(overBeta).chart());
        assertEquals(List.of("plain", "annealing"),
            chart.variants().stream().map(CollapseChart.Variant::name).toList());
        assertEquals(3, chart.latentSize());
        assertEquals(5000, chart.variants().get(0).collapse());
        for (int i = 0; i < overBeta.size(); i++) {
            assertEquals(comparison(overBeta).rows().get(i).verdict().severity() == Severity.COLLAPSED,
                chart.variants().get(i % 2).collapsed()[i / 2], overBeta.get(i).name());
        }
        assertEquals(overBeta.get(0).vae().history().last().kl(), chart.variants().get(0).kl()[0]);
    }

    @Test
    void otherwiseTheChartIsOfBars() {
        final ModelBars bars = assertInstanceOf(ModelBars.class, comparison(watched).chart());
        assertEquals(List.of("VAE", "autoencoder"), bars.names());
        assertTrue(bars.columns().stream().anyMatch(c -> c.name().equals("Class overlap (%)")));
        // two models with one weight and one way to train would lie on each other
        final List<ComparedModel> twice = new ArrayList<>(overBeta);
        twice.add(new ComparedModel("again", overBeta.get(0).vae(), List.of(), null));
        assertInstanceOf(ModelBars.class, comparison(twice).chart());
    }

    @Test
    void modelsAreNamedByWhatTellsThemApart() {
        final List<Vae> vaes = overBeta.stream().map(ComparedModel::vae).toList();
        assertEquals(List.of("plain, β = 0.1", "annealing, β = 0.1", "plain, β = 5000", "annealing, β = 5000"),
            VaeComparison.names(vaes));
        final Vae skip = ComparisonExample.train(ComparisonExample.config(2, true, Divergence.Kl.of(1)), 1, 7);
        assertEquals(List.of("3-D, plain, β = 0.1, seed 1", "2-D, skip connections, β = 1, seed 7"),
            VaeComparison.names(List.of(vaes.get(0), skip)));
        assertEquals(List.of("model no. 1", "model no. 2"), VaeComparison.names(List.of(skip, skip)));
        assertEquals(List.of("model"), VaeComparison.names(List.of(skip)));
    }

    @Test
    void deterministicAndGaussianModelsWithOneMmdAreToldApart() {
        final Divergence mmd = new Divergence.Mmd(10, Divergence.MmdKernel.INVERSE_MULTIQUADRATIC, 0);
        final VaeConfig gaussian = ComparisonExample.config(2, false, mmd);
        final VaeConfig wae = new VaeConfig(2, gaussian.architecture(), PosteriorKind.DETERMINISTIC, mmd,
            gaussian.likelihood(), null);
        final List<Vae> vaes = List.of(ComparisonExample.train(gaussian, 1, 1), ComparisonExample.train(wae, 1, 1),
            watched.get(0).vae(), watched.get(1).vae());
        assertEquals(List.of("MMD-VAE", "WAE"), VaeComparison.names(vaes.subList(0, 2)));
        final List<ComparedModel> models = new ArrayList<>();
        for (int i = 0; i < vaes.size(); i++) {
            models.add(new ComparedModel("m" + i, vaes.get(i), List.of(), null));
        }
        assertEquals(List.of("MMD-VAE", "WAE", "VAE", "autoencoder"),
            comparison(models).rows().stream().map(ComparisonRow::kind).toList());
        assertTrue(page(models, false).contains("<td class=\"words\">WAE</td>"));
    }

    @Test
    void pageStandsAlone() {
        final String html = page(watched, true);
        final Matcher attribute =
            Pattern.compile("(?i)\\b(src|href|action|data|poster|srcset)\\s*=\\s*\"([^\"]*)\"").matcher(html);
        int pictures = 0;
        int animations = 0;
        while (attribute.find()) {
            assertTrue(attribute.group(2).startsWith("data:image/") || attribute.group(2).startsWith("#"),
                attribute.group());
            pictures += attribute.group(2).startsWith("data:") ? 1 : 0;
            animations += attribute.group(2).startsWith("data:image/gif") ? 1 : 0;
        }
        // chart, KL of the VAE; for each model samples, two pictures last and animated, one by epoch, overlap, training
        assertEquals(2 + 2 * (1 + 2 * 2 + 1 + 1 + 1), pictures);
        assertEquals(4, animations);
        final String markup = html.replaceAll("base64,[A-Za-z0-9+/=]+", "");
        assertFalse(markup.contains("http:") || markup.contains("https:") || markup.contains("//"), "an address");
        assertFalse(Pattern.compile("(?i)<script|<link|<iframe|<object|@import|url\\(|\\son[a-z]+=").matcher(markup)
            .find());
        assertFalse(page(watched, false).contains("data:image/gif"));
    }

    @Test
    void largePicturesShrinkUntilAllFitAndSmallOnesStay() {
        assertEquals(Double.POSITIVE_INFINITY, ComparisonFigures.most(new double[]{10, 20, 30}, 60));
        // 10 leaves 50 for two
        assertEquals(25, ComparisonFigures.most(new double[]{10, 30, 80}, 60));
        assertEquals(20, ComparisonFigures.most(new double[]{30, 30, 80}, 60));
        assertEquals(Double.POSITIVE_INFINITY, ComparisonFigures.most(new double[0], 60));
    }

    @Test
    void thePicturesOfAModelFitTheirRoom() throws IOException {
        // noise cannot be packed: 300×300 pixels of it take far more than the room
        final Rng rng = Rng.stream(1, "noise");
        final List<Snapshot> snapshots = new ArrayList<>();
        for (int epoch = 0; epoch < 12; epoch++) {
            final BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 300 * 300; i++) {
                image.setRGB(i % 300, i / 300, (int)(rng.nextDouble() * 0x1000000));
            }
            final ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            snapshots.add(new Snapshot(epoch, "manifold", png.toByteArray()));
        }
        final ComparedModel model = new ComparedModel("m", overBeta.get(0).vae(), snapshots, null);
        final ComparisonFigures.Views views =
            new ComparisonFigures(1, true).of(model, Progress.NONE).get("manifold");
        final int bytes = views.last().get(0).data().length + views.animation().get(0).data().length
            + views.strip().get(0).data().length;
        assertTrue(bytes < 550_000 && bytes > 200_000, bytes + " bytes");
    }

    @Test
    void everyElementIsClosedInOrderAndEveryLinkLeadsSomewhere() {
        final String html = page(watched, false).replaceAll("(?s)<style>.*?</style>", "");
        final Deque<String> open = new ArrayDeque<>();
        final Matcher tag = Pattern.compile("<(/?)([a-z][a-z0-9]*)([^>]*)>").matcher(html);
        while (tag.find()) {
            if (!tag.group(1).isEmpty()) {
                assertEquals(open.pop(), tag.group(2));
            } else if (!Set.of("meta", "img").contains(tag.group(2))) {
                open.push(tag.group(2));
            }
        }
        assertTrue(open.isEmpty(), open.toString());
        final Matcher link = Pattern.compile("href=\"#([a-z0-9-]+)\"").matcher(html);
        int links = 0;
        while (link.find()) {
            assertTrue(html.contains("<h2 id=\"" + link.group(1) + "\">"), link.group(1));
            links++;
        }
        assertEquals(9, links);
    }

    @Test
    void whatIsAlikeIsSaidOnceAndVerdictsStandWithTheirModels() {
        final String html = page(overBeta, false);
        assertTrue(html.contains("All models alike: kind: VAE; architecture: 16-3-16, softplus; latent size: 3; "
            + "likelihood: Bernoulli; divergence: KL; images: 80; epochs: 8."), html.replaceAll("base64[^\"]*", ""));
        assertFalse(html.contains("<th>Architecture</th>"));
        assertTrue(html.contains("<span class=\"severity bad\">collapsed</span>"));
        assertTrue(html.contains("β = 5000 is too strong for this decoder: try annealing, free bits or β ≤ 1."));
        assertFalse(html.contains("id=\"overlap\""), "nothing was measured");
    }

    @Test
    void everythingFromOutsideIsEscaped() {
        final ComparedModel model = new ComparedModel(EVIL, overBeta.get(0).vae(), List.of(), null);
        final String html =
            new VaeComparison(EVIL, EVIL, List.of(model), List.of(new KeyValue(EVIL, EVIL))).html(1, false,
                Progress.NONE);
        assertFalse(html.contains("<script") || html.contains("alert('x')") || html.contains("=\"<"));
        assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"));
    }

    @Test
    void theSamePageComesAgain() {
        assertEquals(page(watched, true), page(watched, true));
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThrows(IllegalArgumentException.class, () -> comparison(List.of()));
        final ComparedModel model = overBeta.get(0);
        final String message =
            assertThrows(IllegalArgumentException.class, () -> comparison(List.of(model, model))).getMessage();
        assertEquals("Two models have the same name (plain 0.1; plain 0.1). Give each its own.", message);
        final byte[] broken = {1, 2, 3};
        final ComparedModel unreadable = new ComparedModel("m", model.vae(),
            List.of(new Snapshot(1, "manifold", broken), new Snapshot(2, "manifold", broken)), null);
        final String snapshot =
            assertThrows(EngineException.class, () -> page(List.of(unreadable), true)).getMessage();
        assertTrue(snapshot.contains("'manifold' of epoch 2 of model 'm'"), snapshot);
    }

    @Test
    void canBeCancelled() {
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                assertTrue(fraction >= 0 && fraction <= 1, "fraction " + fraction);
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> comparison(watched).html(1, true, cancelled));
    }
}
