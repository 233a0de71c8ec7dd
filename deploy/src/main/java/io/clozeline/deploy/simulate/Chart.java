package io.clozeline.deploy.simulate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How right the answers were over time, a line for each policy, as a picture. */
public final class Chart {
  private static final int WIDTH = 1_100;
  private static final int HEIGHT = 600;

  /** Texts between two points of a line. */
  private static final int EVERY = 25;

  private Chart() {}

  /**
   * Draws it.
   *
   * @param window texts that each point is the mean of
   * @throws IOException when the file cannot be written
   */
  public static void write(Path file, String title, List<Course> courses, int window)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("texts")
            .yAxisTitle("right, mean of " + window + " texts")
            .theme(ChartTheme.XChart)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisDecimalPattern("0.00");
    chart.getStyler().setXAxisDecimalPattern("0");
    courses.forEach(course -> line(chart, course, window));
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }

  private static void line(XYChart chart, Course course, int window) {
    List<Double> texts = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    for (int back = (course.size() - 1) / EVERY; back >= 0; back--) {
      int text = course.size() - back * EVERY;
      double mean = course.mean(text - window, text);
      if (text >= Math.min(window, course.size()) && !Double.isNaN(mean)) {
        texts.add((double) text);
        right.add(mean);
      }
    }
    String name =
        String.format(
            Locale.ROOT,
            "%s %.3f",
            course.policy().text(),
            course.mean(course.size() - window, course.size()));
    XYSeries series = chart.addSeries(name, texts, right);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(new BasicStroke(2f));
  }
}
