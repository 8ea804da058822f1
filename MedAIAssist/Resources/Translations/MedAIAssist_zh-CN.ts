<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Classify</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Tables, charts and reports that validations, trainings and explanations made.</source>
        <translation>验证、训练和解释所生成的表格、图表和报告。</translation>
    </message>
    <message>
        <source>One validation, training or explanation, the newest first.</source>
        <translation>一次验证、训练或解释，最新的在最前。</translation>
    </message>
    <message>
        <source>Choose one to show it beside the slices; the arrow keys go through them.</source>
        <translation>选中一项即在切片旁显示；用方向键逐项查看。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show it beside the slices.</source>
        <translation>在切片旁显示。</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Save the numbers of a table or chart for other programs.</source>
        <translation>将表格或图表的数值保存下来，供其他程序使用。</translation>
    </message>
    <message>
        <source>Save PNG…</source>
        <translation>保存 PNG…</translation>
    </message>
    <message>
        <source>Save a chart as it is shown.</source>
        <translation>按显示的样子保存图表。</translation>
    </message>
    <message>
        <source>Saved models</source>
        <translation>已保存的模型</translation>
    </message>
    <message>
        <source>Classifiers that were trained here or loaded.</source>
        <translation>在此训练或载入的分类器。</translation>
    </message>
    <message>
        <source>Mo&amp;del</source>
        <translation>模型(&amp;D)</translation>
    </message>
</context>
<context>
    <name>Cohort</name>
    <message>
        <source>C&amp;ohort</source>
        <translation>队列(&amp;O)</translation>
    </message>
    <message>
        <source>The cohort: a table with a row for each case, saved with the scene.</source>
        <translation>队列：每个病例一行的表格，随场景一起保存。</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>a new one</source>
        <translation>新建队列</translation>
    </message>
    <message>
        <source>What is in the cohort.</source>
        <translation>队列中的内容。</translation>
    </message>
    <message>
        <source>Add cases</source>
        <translation>添加病例</translation>
    </message>
    <message>
        <source>Add cases from the scene, a folder, CSV or DICOM files.</source>
        <translation>从场景、文件夹、CSV 或 DICOM 文件添加病例。</translation>
    </message>
    <message>
        <source>Check…</source>
        <translation>检查…</translation>
    </message>
    <message>
        <source>Find duplicates, torn patients, leaks, typos, bad files.</source>
        <translation>查找重复病例、被拆分的患者、数据泄漏、拼写错误和损坏的文件。</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>划分…</translation>
    </message>
    <message>
        <source>Mark cases for training and test, patient by patient.</source>
        <translation>以患者为单位标记训练和测试病例。</translation>
    </message>
    <message>
        <source>Measure features…</source>
        <translation>测量特征…</translation>
    </message>
    <message>
        <source>Measure every case, as on the Features tab; the features come as one table.</source>
        <translation>如同在“特征”选项卡中那样测量每个病例；所有特征合为一张表格。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save the cohort as CSV, with units and descriptions in a second file.</source>
        <translation>将队列保存为 CSV，单位和说明另存一个文件。</translation>
    </message>
    <message>
        <source>What the last step has to tell.</source>
        <translation>上一步操作的说明。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Only cases in which every word stands somewhere; label=benign asks one column.</source>
        <translation>只显示包含所有所输词语的病例；label=benign 只在该列中查找。</translation>
    </message>
    <message>
        <source>Filter, such as  hand  or  label=benign</source>
        <translation>筛选，例如  hand  或  label=benign</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Show a slice of every case in the list; made by the engine once.</source>
        <translation>显示列表中每个病例的一个切片；由引擎一次性生成。</translation>
    </message>
    <message>
        <source>The cases. Up and down move; Enter shows one in the views; right-click for more.</source>
        <translation>病例。用上下方向键移动；按 Enter 在视图中显示；点击右键查看更多操作。</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>病例</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the case in the views; Enter does the same.</source>
        <translation>在视图中显示该病例；也可按 Enter。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last change back.</source>
        <translation>撤销上一次更改。</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Do again what was undone.</source>
        <translation>重做已撤销的更改。</translation>
    </message>
    <message>
        <source>All values of the chosen case.</source>
        <translation>所选病例的全部取值。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>病例</translation>
    </message>
    <message>
        <source>All values of the case; double-click to change one.</source>
        <translation>该病例的全部取值；双击可修改。</translation>
    </message>
    <message>
        <source>Values of the case</source>
        <translation>病例的取值</translation>
    </message>
    <message>
        <source>The cases that could not be measured, with the reasons.</source>
        <translation>未能测量的病例及其原因。</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>Click to see the case.</source>
        <translation>点击可查看该病例。</translation>
    </message>
    <message>
        <source>Cases that were not measured</source>
        <translation>未测量的病例</translation>
    </message>
    <message>
        <source>What the last check found.</source>
        <translation>上次检查发现的问题。</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Read or print what the check found.</source>
        <translation>阅读或打印检查结果。</translation>
    </message>
</context>
<context>
    <name>Detect</name>
    <message>
        <source>Review boxes</source>
        <translation>审核框</translation>
    </message>
    <message>
        <source>Go through the boxes, accept or reject them, correct them.</source>
        <translation>逐个查看框，接受、拒绝或修正。</translation>
    </message>
    <message>
        <source>&amp;Boxes</source>
        <translation>边界框(&amp;B)</translation>
    </message>
    <message>
        <source>Least &amp;score</source>
        <translation>最低分数(&amp;S)</translation>
    </message>
    <message>
        <source>Larger hides more boxes that the method is less sure of, in the list and in the views.</source>
        <translation>值越大，列表和视图中隐藏的把握较小的框越多。</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>Lists the boxes in whose class, name or decision every word stands, such as: nodule accepted.</source>
        <translation>只列出类别、名称或审核结果中包含所有所输词语的框，例如：结节 已接受。</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>Accept the selected boxes (A in the list).</source>
        <translation>接受选中的框（在列表中按 A）。</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>Reject the selected boxes (R in the list).</source>
        <translation>拒绝选中的框（在列表中按 R）。</translation>
    </message>
    <message>
        <source>Class of the selected boxes, and of those that are drawn; type a new one and press Enter.</source>
        <translation>选中的框以及新画的框的类别；要新建类别，请输入后按 Enter。</translation>
    </message>
    <message>
        <source>&amp;Draw a box</source>
        <translation>画框(&amp;D)</translation>
    </message>
    <message>
        <source>Click two opposite corners of an object in a slice view; Esc ends.</source>
        <translation>在切片视图中点击目标的两个对角；按 Esc 结束。</translation>
    </message>
    <message>
        <source>&amp;Keep accepted only</source>
        <translation>只保留已接受的框(&amp;K)</translation>
    </message>
    <message>
        <source>Remove all boxes of the group that were not accepted.</source>
        <translation>移除该组中所有未接受的框。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Show the slice through each box in the list.</source>
        <translation>在列表中显示穿过每个框的切片。</translation>
    </message>
    <message>
        <source>Hide rejected</source>
        <translation>隐藏已拒绝的框</translation>
    </message>
    <message>
        <source>Rejected boxes are neither listed nor seen.</source>
        <translation>列表和视图中都不显示已拒绝的框。</translation>
    </message>
    <message>
        <source>3D follows</source>
        <translation>3D 视图跟随</translation>
    </message>
    <message>
        <source>The 3D view turns round the box that is looked at.</source>
        <translation>3D 视图围绕正在查看的框旋转。</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Accepted boxes become what a detector learns from.</source>
        <translation>已接受的框成为检测器的训练数据。</translation>
    </message>
    <message>
        <source>&amp;Cohort</source>
        <translation>队列(&amp;C)</translation>
    </message>
    <message>
        <source>The images that a detector learns from; its boxes are in a second table.</source>
        <translation>检测器用于学习的图像；这些图像的框在另一张表格中。</translation>
    </message>
    <message>
        <source>a new one</source>
        <translation>新建队列</translation>
    </message>
    <message>
        <source>&amp;Patient</source>
        <translation>患者(&amp;P)</translation>
    </message>
    <message>
        <source>Images of one patient are never torn apart; empty: the image is a patient of its own.</source>
        <translation>同一患者的图像绝不拆分；留空：该图像自成一名患者。</translation>
    </message>
    <message>
        <source>Add to &amp;training</source>
        <translation>加入训练(&amp;T)</translation>
    </message>
    <message>
        <source>The accepted boxes of this image go into the cohort&apos;s table of boxes.</source>
        <translation>将此图像中已接受的框加入队列的框表格。</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Where images are saved that have no file yet.</source>
        <translation>尚无文件的图像的保存位置。</translation>
    </message>
    <message>
        <source>Compare with ground truth</source>
        <translation>与标注比较</translation>
    </message>
    <message>
        <source>Hits, misses and false alarms among the boxes under review.</source>
        <translation>正在审核的框中的命中、漏检和误报。</translation>
    </message>
    <message>
        <source>&amp;Ground truth</source>
        <translation>标注(&amp;G)</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>比较(&amp;M)</translation>
    </message>
    <message>
        <source>Colour hits green, misses yellow and false alarms red.</source>
        <translation>将命中显示为绿色，漏检显示为黄色，误报显示为红色。</translation>
    </message>
    <message>
        <source>Class colours</source>
        <translation>类别颜色</translation>
    </message>
    <message>
        <source>Forget the comparison; the boxes get the colours of their classes again.</source>
        <translation>清除比较结果；各框恢复其类别的颜色。</translation>
    </message>
    <message>
        <source>Measurements and files</source>
        <translation>测量与文件</translation>
    </message>
    <message>
        <source>Measure boxes, read and write files of them.</source>
        <translation>测量框，读写框的文件。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Sizes of the boxes and intensities in them, as a table.</source>
        <translation>以表格给出框的大小和框内的强度。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Choose the format and the file above, then press Apply.</source>
        <translation>在上面选择格式和文件，然后点击“应用”。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Choose the file above, then press Apply; the boxes come as a table.</source>
        <translation>在上面选择文件，然后点击“应用”；框以表格形式导入。</translation>
    </message>
    <message>
        <source>&amp;Table of boxes</source>
        <translation>框表格(&amp;T)</translation>
    </message>
    <message>
        <source>A table with boxes of many images, such as an imported one or what a detector found.</source>
        <translation>含多个图像中的框的表格，例如导入的表格或检测器的检测结果。</translation>
    </message>
    <message>
        <source>Ca&amp;se</source>
        <translation>病例(&amp;S)</translation>
    </message>
    <message>
        <source>The image in the table that the input volume is.</source>
        <translation>输入体数据对应表格中的哪个图像。</translation>
    </message>
    <message>
        <source>Show its boxes</source>
        <translation>显示该病例的框</translation>
    </message>
    <message>
        <source>Put the boxes of this case into the scene, on the input volume.</source>
        <translation>将此病例的框放入场景，显示在输入体数据上。</translation>
    </message>
    <message>
        <source>Saved detectors</source>
        <translation>已保存的检测器</translation>
    </message>
    <message>
        <source>Detectors that were trained here or loaded.</source>
        <translation>在此训练或载入的检测器。</translation>
    </message>
    <message>
        <source>D&amp;etector</source>
        <translation>检测器(&amp;E)</translation>
    </message>
</context>
<context>
    <name>Diagnose</name>
    <message>
        <source>For research use only. Not a medical device; not for diagnosis or treatment.</source>
        <translation>仅供研究使用。不是医疗器械；不得用于诊断或治疗。</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Volume</source>
        <translation>体数据(&amp;V)</translation>
    </message>
    <message>
        <source>The patient&apos;s volume: shown in the report, and measured if the model says how.</source>
        <translation>患者的体数据：显示在报告中；如果模型说明了测量方法，还会对其进行测量。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Se&amp;gment</source>
        <translation>片段(&amp;G)</translation>
    </message>
    <message>
        <source>What is measured, and outlined in the report: a segment, a ROI, or all of the volume.</source>
        <translation>要测量并在报告中勾画的对象：片段、ROI 或整个体数据。</translation>
    </message>
    <message>
        <source>&amp;Values from</source>
        <translation>取值来自(&amp;V)</translation>
    </message>
    <message>
        <source>Where the case&apos;s features come from. Fields that are filled in below count before these.</source>
        <translation>病例特征的来源。优先采用下面填写的值。</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>表格(&amp;T)</translation>
    </message>
    <message>
        <source>A table with the columns that the model was trained on.</source>
        <translation>包含模型训练所用各列的表格。</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>&amp;Case</source>
        <translation>病例(&amp;C)</translation>
    </message>
    <message>
        <source>The row of the case.</source>
        <translation>该病例所在的行。</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>The values of this case; fields may be left empty.</source>
        <translation>此病例的取值；可以留空。</translation>
    </message>
    <message>
        <source>Report and explanation</source>
        <translation>报告和解释</translation>
    </message>
    <message>
        <source>What stands in the report, and how the answer is explained.</source>
        <translation>报告的内容，以及如何解释预测结果。</translation>
    </message>
    <message>
        <source>&amp;Explain class</source>
        <translation>解释的类别(&amp;E)</translation>
    </message>
    <message>
        <source>The class that features speak for or against.</source>
        <translation>各特征支持或反对的类别。</translation>
    </message>
    <message>
        <source>&amp;Predict</source>
        <translation>预测(&amp;P)</translation>
    </message>
    <message>
        <source>Predict this case.</source>
        <translation>预测此病例。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>预测结果</translation>
    </message>
    <message>
        <source>What the model says of this case.</source>
        <translation>模型对此病例的预测。</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Read the report, save it as HTML or PDF.</source>
        <translation>阅读报告，保存为 HTML 或 PDF。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Show what speaks for and against, beside the slices.</source>
        <translation>在切片旁显示支持和反对的因素。</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>相似病例</translation>
    </message>
    <message>
        <source>Show the training cases that are most like this one.</source>
        <translation>显示与此病例最相似的训练病例。</translation>
    </message>
    <message>
        <source>Write the answer into the slice views</source>
        <translation>将预测结果写入切片视图</translation>
    </message>
    <message>
        <source>A text where the segment or the volume lies; untick it to remove it.</source>
        <translation>在片段或体数据所在处显示文字；取消勾选即移除。</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>&amp;Runs in</source>
        <translation>运行于(&amp;R)</translation>
    </message>
    <message>
        <source>Which Python computes. It is never Slicer&apos;s own unless you choose so.</source>
        <translation>用哪个 Python 计算。除非您选择，否则不会使用 Slicer 自己的 Python。</translation>
    </message>
    <message>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <source>A Python from 3.10 to 3.13 that has the engine&apos;s libraries, for example of a conda environment.</source>
        <translation>装有引擎程序库的 Python（3.10 至 3.13），例如某个 conda 环境中的。</translation>
    </message>
    <message>
        <source>Co&amp;mmand</source>
        <translation>命令(&amp;M)</translation>
    </message>
    <message>
        <source>A command that starts an engine and connects to its input and output. A remote engine receives the images.</source>
        <translation>启动引擎并连接其输入和输出的命令。远程引擎会收到图像。</translation>
    </message>
    <message>
        <source>ssh gpu01 medaiassist serve</source>
        <translation>ssh gpu01 medaiassist serve</translation>
    </message>
    <message>
        <source>Install packages into Slicer&apos;s Python…</source>
        <translation>将软件包安装到 Slicer 的 Python…</translation>
    </message>
    <message>
        <source>Slicer asks first, and keeps its own numpy, SciPy and SimpleITK as they are.</source>
        <translation>Slicer 会先询问，并保持自己的 numpy、SciPy 和 SimpleITK 不变。</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>安装(&amp;I)</translation>
    </message>
    <message>
        <source>Remo&amp;ve…</source>
        <translation>移除(&amp;V)…</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>PyTor&amp;ch</source>
        <translation>PyTor&amp;ch</translation>
    </message>
    <message>
        <source>Which build of PyTorch is installed. The builds for GPUs are several times larger.</source>
        <translation>安装哪种 PyTorch 版本。GPU 版本要大好几倍。</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Where the environment lies; empty: .medaiassist in your home folder. Keep it short on Windows. The space it takes is shown above.</source>
        <translation>环境所在的位置；留空：主文件夹中的 .medaiassist。在 Windows 上路径宜短。占用的空间显示在上方。</translation>
    </message>
    <message>
        <source>&amp;Offline folder</source>
        <translation>离线文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>A folder of package files (wheels) to install from, without any network; empty: from the network.</source>
        <translation>存放安装包（wheel）的文件夹，安装时不使用网络；留空：从网络安装。</translation>
    </message>
    <message>
        <source>&amp;Base Python</source>
        <translation>基础 Python(&amp;B)</translation>
    </message>
    <message>
        <source>The Python from 3.10 to 3.13 to build on; empty: found automatically, or downloaded.</source>
        <translation>用来建立环境的 Python（3.10 至 3.13）；留空：自动查找，找不到则下载。</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>The proxy for downloads, as http://host:port; empty: as the system has it. A proxy with a password is not remembered.</source>
        <translation>下载所用的代理，格式为 http://主机:端口；留空：使用系统设置。带密码的代理不会被记住。</translation>
    </message>
    <message>
        <source>http://host:8080</source>
        <translation>http://host:8080</translation>
    </message>
    <message>
        <source>Chec&amp;k</source>
        <translation>检查(&amp;K)</translation>
    </message>
    <message>
        <source>Let the engine try its libraries and devices; takes about 2 seconds.</source>
        <translation>让引擎试用其程序库和设备；约需 2 秒。</translation>
    </message>
    <message>
        <source>Restar&amp;t</source>
        <translation>重新启动(&amp;T)</translation>
    </message>
    <message>
        <source>Stop the engine, cancel its jobs and start a fresh one.</source>
        <translation>停止引擎，取消其任务，并启动一个新的引擎。</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>Show what the engine wrote last.</source>
        <translation>显示引擎最近输出的内容。</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy the text below, for a report. It holds no patient data.</source>
        <translation>复制下面的文字，用于报告问题。其中不含患者数据。</translation>
    </message>
</context>
<context>
    <name>FeatureTables</name>
    <message>
        <source>All cases of a cohort…</source>
        <translation>队列的所有病例…</translation>
    </message>
    <message>
        <source>Measure every case of a cohort with this method and these settings.</source>
        <translation>用此方法和这些设置测量队列中的每个病例。</translation>
    </message>
    <message>
        <source>Feature tables: show them beside the slices, save them for other programs.</source>
        <translation>特征表：在切片旁显示，或保存供其他程序使用。</translation>
    </message>
    <message>
        <source>Feature table</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>The table to show or to export.</source>
        <translation>要显示或导出的表格。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the table beside the slices. The arrow keys in it move the slices along.</source>
        <translation>在切片旁显示表格。在表格中按方向键，切片随之移动。</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Save the table as CSV, with units and descriptions in a second file.</source>
        <translation>将表格保存为 CSV，单位和说明另存一个文件。</translation>
    </message>
</context>
<context>
    <name>LiveBoxes</name>
    <message>
        <source>Li&amp;ve in the slice view</source>
        <translation>在切片视图中实时显示(&amp;V)</translation>
    </message>
</context>
<context>
    <name>MedAIAssist</name>
    <message>
        <source>MedAIAssist</source>
        <translation>MedAIAssist</translation>
    </message>
    <message>
        <source>Cleans up medical images, finds edges, and measures features: radiomics, SIFT, SURF, HOG and texture, as tables and pictures. All heavy work runs in a separate process. For research use only. See the &lt;a href=&quot;{homepage}&quot;&gt;documentation&lt;/a&gt;.</source>
        <translation>改善医学图像、查找边缘，并测量特征：影像组学、SIFT、SURF、HOG 和纹理，输出为表格和图像。所有繁重的计算都在单独的进程中运行。仅供研究使用。参见&lt;a href=&quot;{homepage}&quot;&gt;文档&lt;/a&gt;。</translation>
    </message>
    <message>
        <source>Licensed under the Apache License 2.0.</source>
        <translation>依据 Apache License 2.0 许可发布。</translation>
    </message>
</context>
<context>
    <name>MedAIAssist.catalog</name>
    <message>
        <source>Denoise</source>
        <translation>去噪</translation>
    </message>
    <message>
        <source>Non-local means</source>
        <translation>非局部均值</translation>
    </message>
    <message>
        <source>Averages similar patches: removes noise and keeps edges and texture best.</source>
        <translation>对相似的图像块取平均：去除噪声，同时最好地保留边缘和纹理。</translation>
    </message>
    <message>
        <source>The volume to work on.</source>
        <translation>要处理的体数据。</translation>
    </message>
    <message>
        <source>Only voxels inside any of its segments change.</source>
        <translation>只改变其任一片段内的体素。</translation>
    </message>
    <message>
        <source>Only voxels inside these boxes change.</source>
        <translation>只改变这些框内的体素。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>去噪强度</translation>
    </message>
    <message>
        <source>Larger removes more noise and fine detail.</source>
        <translation>值越大，去除的噪声和细节越多。</translation>
    </message>
    <message>
        <source>Rician noise</source>
        <translation>莱斯噪声</translation>
    </message>
    <message>
        <source>For magnitude MR: also removes the noise&apos;s brightening of dark areas.</source>
        <translation>用于幅值 MR 图像：同时消除噪声使暗区变亮的偏差。</translation>
    </message>
    <message>
        <source>Neighbourhood</source>
        <translation>邻域</translation>
    </message>
    <message>
        <source>Volume looks at neighbours in all slices; slice by slice suits thick slices and cine.</source>
        <translation>“整个体数据”考察所有切片中的邻域；“逐层”适合厚层图像和电影序列。</translation>
    </message>
    <message>
        <source>Whole volume (3D)</source>
        <translation>整个体数据（3D）</translation>
    </message>
    <message>
        <source>Slice by slice (2D)</source>
        <translation>逐层（2D）</translation>
    </message>
    <message>
        <source>Patch radius</source>
        <translation>图像块半径</translation>
    </message>
    <message>
        <source>Larger compares larger patterns.</source>
        <translation>值越大，比较的图案越大。</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>体素</translation>
    </message>
    <message>
        <source>Search radius</source>
        <translation>搜索半径</translation>
    </message>
    <message>
        <source>Larger finds more similar patches: smoother, much slower.</source>
        <translation>值越大，找到的相似图像块越多：更平滑，但慢得多。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the noise; a larger value smooths more. Automatic estimates it from the volume.</source>
        <translation>噪声的标准差；值越大越平滑。“自动”由体数据估计。</translation>
    </message>
    <message>
        <source>intensity</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>高斯</translation>
    </message>
    <message>
        <source>Blurs evenly; fast, softens edges too.</source>
        <translation>均匀模糊；速度快，但边缘也会变软。</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>σ（标准差）</translation>
    </message>
    <message>
        <source>Larger blurs more.</source>
        <translation>值越大越模糊。</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中值</translation>
    </message>
    <message>
        <source>Removes single bright or dark specks and keeps edges.</source>
        <translation>去除孤立的亮点或暗点，保留边缘。</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>Larger removes larger specks and rounds corners.</source>
        <translation>值越大，去除的斑点越大，拐角也越圆。</translation>
    </message>
    <message>
        <source>Bilateral</source>
        <translation>双边</translation>
    </message>
    <message>
        <source>Averages neighbours of similar intensity: smooth areas, sharp edges.</source>
        <translation>对强度相近的邻域取平均：区域平滑，边缘清晰。</translation>
    </message>
    <message>
        <source>Spatial sigma</source>
        <translation>空间 σ</translation>
    </message>
    <message>
        <source>Larger averages over a wider area, slower.</source>
        <translation>值越大，取平均的范围越广，也越慢。</translation>
    </message>
    <message>
        <source>Intensity sigma; larger blurs weaker edges.</source>
        <translation>强度 σ；值越大，较弱的边缘越模糊。</translation>
    </message>
    <message>
        <source>x noise</source>
        <translation>× 噪声</translation>
    </message>
    <message>
        <source>Anisotropic diffusion</source>
        <translation>各向异性扩散</translation>
    </message>
    <message>
        <source>Lets intensities flow within areas but not across their edges.</source>
        <translation>让强度在区域内部扩散，但不越过区域的边缘。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Curvature keeps thin structures better; gradient flattens areas more.</source>
        <translation>“曲率”更好地保留细小结构；“梯度”使区域更平坦。</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>More smooths more.</source>
        <translation>次数越多越平滑。</translation>
    </message>
    <message>
        <source>Conductance</source>
        <translation>传导系数</translation>
    </message>
    <message>
        <source>Larger smooths stronger edges too.</source>
        <translation>值越大，较强的边缘也会被平滑。</translation>
    </message>
    <message>
        <source>Total variation</source>
        <translation>全变分</translation>
    </message>
    <message>
        <source>Finds the flattest image close to this one: cartoon-like, crisp edges.</source>
        <translation>求与原图接近的最平坦图像：类似卡通画，边缘清晰。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Larger gives flatter, simpler areas.</source>
        <translation>值越大，区域越平坦、越简单。</translation>
    </message>
    <message>
        <source>Iterations at most</source>
        <translation>最大迭代次数</translation>
    </message>
    <message>
        <source>More comes closer to the optimum.</source>
        <translation>次数越多越接近最优解。</translation>
    </message>
    <message>
        <source>Enhance</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>Rescale intensities</source>
        <translation>强度缩放</translation>
    </message>
    <message>
        <source>Multiplies by a factor and adds an offset.</source>
        <translation>乘以系数并加上偏移量。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Larger raises the contrast.</source>
        <translation>值越大，对比度越高。</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>Larger makes everything brighter.</source>
        <translation>值越大，整体越亮。</translation>
    </message>
    <message>
        <source>Absolute value</source>
        <translation>取绝对值</translation>
    </message>
    <message>
        <source>Makes negative results positive.</source>
        <translation>将负的结果变为正值。</translation>
    </message>
    <message>
        <source>Intensity window</source>
        <translation>强度窗</translation>
    </message>
    <message>
        <source>Clips intensities to a window or percentiles and stretches them to a range.</source>
        <translation>将强度截断到窗或百分位数之间，再拉伸到指定范围。</translation>
    </message>
    <message>
        <source>Limits from</source>
        <translation>界限来源</translation>
    </message>
    <message>
        <source>Percentiles adapt to the volume; a window gives the same limits to each volume.</source>
        <translation>百分位数随体数据自适应；窗对每个体数据给出相同的界限。</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>百分位数</translation>
    </message>
    <message>
        <source>Window and level</source>
        <translation>窗宽和窗位</translation>
    </message>
    <message>
        <source>Lower percentile</source>
        <translation>下百分位数</translation>
    </message>
    <message>
        <source>Larger makes more voxels black.</source>
        <translation>值越大，变黑的体素越多。</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Upper percentile</source>
        <translation>上百分位数</translation>
    </message>
    <message>
        <source>Smaller makes more voxels white.</source>
        <translation>值越小，变白的体素越多。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗宽</translation>
    </message>
    <message>
        <source>Larger lowers the contrast.</source>
        <translation>值越大，对比度越低。</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>窗位</translation>
    </message>
    <message>
        <source>Larger darkens.</source>
        <translation>值越大越暗。</translation>
    </message>
    <message>
        <source>Stretch to output range</source>
        <translation>拉伸到输出范围</translation>
    </message>
    <message>
        <source>Off clips the values and leaves the rest as it is.</source>
        <translation>关闭时只截断数值，其余保持不变。</translation>
    </message>
    <message>
        <source>Output minimum</source>
        <translation>输出最小值</translation>
    </message>
    <message>
        <source>Value of black voxels.</source>
        <translation>黑色体素的值。</translation>
    </message>
    <message>
        <source>Output maximum</source>
        <translation>输出最大值</translation>
    </message>
    <message>
        <source>Value of white voxels.</source>
        <translation>白色体素的值。</translation>
    </message>
    <message>
        <source>Output type</source>
        <translation>输出类型</translation>
    </message>
    <message>
        <source>Float keeps fractions, as for an output range of 0 to 1.</source>
        <translation>浮点保留小数，例如输出范围为 0 到 1 时。</translation>
    </message>
    <message>
        <source>As the input</source>
        <translation>与输入相同</translation>
    </message>
    <message>
        <source>8-bit</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Brightens or darkens the middle intensities; black and white stay.</source>
        <translation>使中间强度变亮或变暗；黑和白保持不变。</translation>
    </message>
    <message>
        <source>Below 1 brightens dark areas, above 1 darkens.</source>
        <translation>小于 1 使暗区变亮，大于 1 变暗。</translation>
    </message>
    <message>
        <source>Equalise histogram</source>
        <translation>直方图均衡</translation>
    </message>
    <message>
        <source>Spreads the intensities so that all are equally frequent.</source>
        <translation>重新分布强度，使各强度出现的频率相同。</translation>
    </message>
    <message>
        <source>Histogram bins</source>
        <translation>直方图组数</translation>
    </message>
    <message>
        <source>More follow the data more closely.</source>
        <translation>组数越多，越贴近数据。</translation>
    </message>
    <message>
        <source>Foreground only</source>
        <translation>仅前景</translation>
    </message>
    <message>
        <source>Without mask and region, leaves voxels below Otsu&apos;s threshold about as dark as they are, so that a large background does not take most of the range.</source>
        <translation>没有掩膜和区域时，低于 Otsu 阈值的体素大致保持原来的暗度，以免大片背景占用大部分灰度范围。</translation>
    </message>
    <message>
        <source>Local contrast (CLAHE)</source>
        <translation>局部对比度（CLAHE）</translation>
    </message>
    <message>
        <source>Equalises each neighbourhood by itself, with a limit on the contrast.</source>
        <translation>对每个邻域分别均衡，并限制对比度。</translation>
    </message>
    <message>
        <source>Contrast limit</source>
        <translation>对比度限制</translation>
    </message>
    <message>
        <source>Larger gives more local contrast and noise.</source>
        <translation>值越大，局部对比度越高，噪声也越多。</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>分块大小</translation>
    </message>
    <message>
        <source>Smaller adapts to smaller areas. Automatic: an eighth of the longest side.</source>
        <translation>值越小，适应的区域越小。自动：最长边的八分之一。</translation>
    </message>
    <message>
        <source>More are finer.</source>
        <translation>组数越多越精细。</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Adds back what a blur takes away (unsharp mask).</source>
        <translation>把模糊去掉的部分加回来（反锐化掩模）。</translation>
    </message>
    <message>
        <source>Larger sharpens coarser detail.</source>
        <translation>值越大，锐化的细节越粗。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Larger sharpens more.</source>
        <translation>值越大越锐利。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Differences below it stay as they are; larger spares noise.</source>
        <translation>低于阈值的差异保持不变；值越大，越不会锐化噪声。</translation>
    </message>
    <message>
        <source>Bias field (N4)</source>
        <translation>偏置场校正（N4）</translation>
    </message>
    <message>
        <source>Removes the slow shading of MR coils.</source>
        <translation>去除 MR 线圈造成的缓变明暗不均。</translation>
    </message>
    <message>
        <source>The shading is estimated here; the whole volume is corrected.</source>
        <translation>在此范围内估计明暗不均；校正整个体数据。</translation>
    </message>
    <message>
        <source>Shrink factor</source>
        <translation>缩小倍数</translation>
    </message>
    <message>
        <source>Larger is faster and a little less exact.</source>
        <translation>值越大越快，精度略低。</translation>
    </message>
    <message>
        <source>Iterations per level</source>
        <translation>每层迭代次数</translation>
    </message>
    <message>
        <source>More corrects stronger shading.</source>
        <translation>次数越多，可校正越强的明暗不均。</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>More follow finer shading.</source>
        <translation>层数越多，可跟随越细的明暗变化。</translation>
    </message>
    <message>
        <source>Without a mask, estimates the shading from the voxels above Otsu&apos;s threshold.</source>
        <translation>没有掩膜时，由高于 Otsu 阈值的体素估计明暗不均。</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>Canny edges</source>
        <translation>Canny 边缘</translation>
    </message>
    <message>
        <source>Thin, connected edge lines or surfaces.</source>
        <translation>细而连通的边缘线或边缘面。</translation>
    </message>
    <message>
        <source>Larger ignores noise and finer detail.</source>
        <translation>值越大，越忽略噪声和细节。</translation>
    </message>
    <message>
        <source>Thresholds in</source>
        <translation>阈值单位</translation>
    </message>
    <message>
        <source>Percent of the strongest gradient, or of the edge voxels that are weaker.</source>
        <translation>最大梯度的百分比，或者比阈值弱的边缘体素的百分比。</translation>
    </message>
    <message>
        <source>Percent of the maximum</source>
        <translation>最大值的百分比</translation>
    </message>
    <message>
        <source>High threshold</source>
        <translation>高阈值</translation>
    </message>
    <message>
        <source>Larger keeps only stronger edges.</source>
        <translation>值越大，只保留越强的边缘。</translation>
    </message>
    <message>
        <source>Low threshold</source>
        <translation>低阈值</translation>
    </message>
    <message>
        <source>Larger cuts edges shorter where they fade.</source>
        <translation>值越大，边缘在变弱处被截得越短。</translation>
    </message>
    <message>
        <source>Edges as</source>
        <translation>边缘输出为</translation>
    </message>
    <message>
        <source>What the edges become in the scene.</source>
        <translation>边缘在场景中成为哪种节点。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体数据</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Gradient magnitude</source>
        <translation>梯度幅值</translation>
    </message>
    <message>
        <source>How fast the intensity changes, per mm.</source>
        <translation>强度变化的快慢（每 mm）。</translation>
    </message>
    <message>
        <source>Gaussian smooths by sigma first; Sobel looks at direct neighbours only.</source>
        <translation>“高斯”先按 σ 平滑；“Sobel”只看直接相邻的体素。</translation>
    </message>
    <message>
        <source>Sobel</source>
        <translation>Sobel</translation>
    </message>
    <message>
        <source>For a segmentation: larger keeps only stronger edges. Automatic is Otsu&apos;s.</source>
        <translation>输出为分割时：值越大，只保留越强的边缘。自动：Otsu 阈值。</translation>
    </message>
    <message>
        <source>intensity/mm</source>
        <translation>强度/mm</translation>
    </message>
    <message>
        <source>Laplacian of Gaussian</source>
        <translation>高斯拉普拉斯（LoG）</translation>
    </message>
    <message>
        <source>Positive on the dark side of edges, negative on the bright; finds blobs.</source>
        <translation>边缘的暗侧为正，亮侧为负；可找出斑点状结构。</translation>
    </message>
    <message>
        <source>For a segmentation: the least jump of the response at a zero crossing; larger keeps only stronger edges.</source>
        <translation>输出为分割时：过零点处响应的最小跳变；值越大，只保留越强的边缘。</translation>
    </message>
    <message>
        <source>intensity/mm²</source>
        <translation>强度/mm²</translation>
    </message>
    <message>
        <source>Prepare for learning</source>
        <translation>学习前准备</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>Changes the voxel size and keeps the field of view.</source>
        <translation>改变体素大小，视野保持不变。</translation>
    </message>
    <message>
        <source>Brought to the same new voxels, labels unmixed.</source>
        <translation>转换到相同的新体素，标签不混合。</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Larger gives fewer, coarser voxels. Automatic: cubes of the smallest spacing.</source>
        <translation>值越大，体素越少、越粗。自动：以最小间距为边长的立方体。</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>B-spline is sharpest but may overshoot at edges; nearest keeps label values.</source>
        <translation>B 样条最清晰，但在边缘处可能过冲；最近邻保持标签值不变。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Nearest neighbour</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>B-spline</source>
        <translation>B 样条</translation>
    </message>
    <message>
        <source>Smooth before coarsening</source>
        <translation>变粗前先平滑</translation>
    </message>
    <message>
        <source>Avoids stair-step patterns where voxels get larger.</source>
        <translation>避免体素变大处出现阶梯状伪影。</translation>
    </message>
    <message>
        <source>Reorient axes</source>
        <translation>轴重定向</translation>
    </message>
    <message>
        <source>Flips and swaps axes to a standard order, without interpolation.</source>
        <translation>翻转和交换坐标轴到标准顺序，不做插值。</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Where i, j and k point: RAS means i to the right, j anterior, k superior.</source>
        <translation>i、j、k 的指向：RAS 表示 i 向右、j 向前、k 向上。</translation>
    </message>
    <message>
        <source>Crop or pad</source>
        <translation>裁剪或填充</translation>
    </message>
    <message>
        <source>Cuts out the box around the region, the mask or the foreground.</source>
        <translation>裁出区域、掩膜或前景的外接框。</translation>
    </message>
    <message>
        <source>Cropped to the box around its segments.</source>
        <translation>裁剪到其各片段的外接框。</translation>
    </message>
    <message>
        <source>Cropped to the box around these boxes.</source>
        <translation>裁剪到这些框的外接框。</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>边距</translation>
    </message>
    <message>
        <source>Larger keeps more around it.</source>
        <translation>值越大，周围保留得越多。</translation>
    </message>
    <message>
        <source>Pad beyond the volume</source>
        <translation>超出体数据时填充</translation>
    </message>
    <message>
        <source>On adds voxels where the box leaves the volume.</source>
        <translation>打开时，在框超出体数据处补上体素。</translation>
    </message>
    <message>
        <source>Value of added voxels</source>
        <translation>填充体素的值</translation>
    </message>
    <message>
        <source>Automatic: the volume&apos;s minimum.</source>
        <translation>自动：体数据的最小值。</translation>
    </message>
    <message>
        <source>Normalise intensities</source>
        <translation>强度归一化</translation>
    </message>
    <message>
        <source>Brings the intensities of all cases to a common scale.</source>
        <translation>使所有病例的强度处于同一尺度。</translation>
    </message>
    <message>
        <source>Statistics are taken inside its segments.</source>
        <translation>在其各片段内计算统计量。</translation>
    </message>
    <message>
        <source>Statistics are taken inside these boxes.</source>
        <translation>在这些框内计算统计量。</translation>
    </message>
    <message>
        <source>z-score gives mean 0 and deviation 1; the others give 0 to 1.</source>
        <translation>z 分数使均值为 0、标准差为 1；其他方式的结果为 0 到 1。</translation>
    </message>
    <message>
        <source>z-score</source>
        <translation>z 分数</translation>
    </message>
    <message>
        <source>Minimum to maximum</source>
        <translation>最小值到最大值</translation>
    </message>
    <message>
        <source>CT window</source>
        <translation>CT 窗宽</translation>
    </message>
    <message>
        <source>Clip outliers first</source>
        <translation>先截断离群值</translation>
    </message>
    <message>
        <source>Clips to the percentiles below before anything else.</source>
        <translation>首先截断到下面的百分位数。</translation>
    </message>
    <message>
        <source>Larger clips more.</source>
        <translation>值越大，截断越多。</translation>
    </message>
    <message>
        <source>Smaller clips more.</source>
        <translation>值越小，截断越多。</translation>
    </message>
    <message>
        <source>Larger covers more intensities.</source>
        <translation>值越大，覆盖的强度越多。</translation>
    </message>
    <message>
        <source>HU</source>
        <translation>HU</translation>
    </message>
    <message>
        <source>CT level</source>
        <translation>CT 窗位</translation>
    </message>
    <message>
        <source>Middle of the window.</source>
        <translation>窗的中心。</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Runs several operations one after the other.</source>
        <translation>依次执行多个操作。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>The chain as JSON (see contract.pipelines).</source>
        <translation>以 JSON 表示的流程（见 contract.pipelines）。</translation>
    </message>
    <message>
        <source>Radiomics</source>
        <translation>影像组学</translation>
    </message>
    <message>
        <source>Intensity, shape and texture of each segment in numbers, named as by pyradiomics.</source>
        <translation>每个片段的强度、形状和纹理的量化特征，名称与 pyradiomics 相同。</translation>
    </message>
    <message>
        <source>The volume to measure.</source>
        <translation>要测量的体数据。</translation>
    </message>
    <message>
        <source>One row for each; else the whole volume.</source>
        <translation>每个片段一行；否则为整个体数据。</translation>
    </message>
    <message>
        <source>Only voxels inside these boxes count.</source>
        <translation>只计入这些框内的体素。</translation>
    </message>
    <message>
        <source>Parameter file</source>
        <translation>参数文件</translation>
    </message>
    <message>
        <source>Path or text of a pyradiomics parameter file (YAML). If given, of all settings here only the order of axes counts besides.</source>
        <translation>pyradiomics 参数文件（YAML）的路径或内容。给出后只以它为准，此处的设置中仅坐标轴顺序仍有效。</translation>
    </message>
    <message>
        <source>Grey levels by</source>
        <translation>灰度离散化</translation>
    </message>
    <message>
        <source>Fixed width for calibrated intensities such as HU; fixed count for MR.</source>
        <translation>固定组距适合 HU 等经过标定的强度；固定组数适合 MR。</translation>
    </message>
    <message>
        <source>Bin width</source>
        <translation>组距</translation>
    </message>
    <message>
        <source>Bin count</source>
        <translation>组数</translation>
    </message>
    <message>
        <source>Larger: fewer grey levels.</source>
        <translation>值越大，灰度级越少。</translation>
    </message>
    <message>
        <source>Larger: more grey levels.</source>
        <translation>值越大，灰度级越多。</translation>
    </message>
    <message>
        <source>First order</source>
        <translation>一阶统计量</translation>
    </message>
    <message>
        <source>Statistics of the intensities.</source>
        <translation>强度的统计量。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Volume, surface, axes; in 2D area, outline, axes of regions of a single slice.</source>
        <translation>体积、表面积、轴长；2D 时为单层区域的面积、周长和轴长。</translation>
    </message>
    <message>
        <source>2D for a single slice, else 3D</source>
        <translation>单层时 2D，否则 3D</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>2D</source>
        <translation>2D</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>GLCM</source>
        <translation>灰度共生矩阵</translation>
    </message>
    <message>
        <source>Grey levels of neighbouring voxels.</source>
        <translation>相邻体素的灰度组合（GLCM）。</translation>
    </message>
    <message>
        <source>GLRLM</source>
        <translation>灰度游程矩阵</translation>
    </message>
    <message>
        <source>Lengths of runs of one grey level.</source>
        <translation>同一灰度级连续出现的长度（GLRLM）。</translation>
    </message>
    <message>
        <source>GLSZM</source>
        <translation>灰度区域大小矩阵</translation>
    </message>
    <message>
        <source>Sizes of zones of one grey level.</source>
        <translation>同一灰度级连通区域的大小（GLSZM）。</translation>
    </message>
    <message>
        <source>GLDM</source>
        <translation>灰度依赖矩阵</translation>
    </message>
    <message>
        <source>Numbers of neighbours alike.</source>
        <translation>灰度相近的邻域体素的个数（GLDM）。</translation>
    </message>
    <message>
        <source>NGTDM</source>
        <translation>邻域灰度差矩阵</translation>
    </message>
    <message>
        <source>Differences to the mean of the neighbours.</source>
        <translation>与邻域平均灰度之差（NGTDM）。</translation>
    </message>
    <message>
        <source>Original image</source>
        <translation>原始图像</translation>
    </message>
    <message>
        <source>Measure the image itself.</source>
        <translation>对图像本身计算特征。</translation>
    </message>
    <message>
        <source>LoG sigmas</source>
        <translation>LoG 的 σ</translation>
    </message>
    <message>
        <source>One or more widths of a Laplacian of Gaussian, such as 2 4.</source>
        <translation>高斯拉普拉斯（LoG）的一个或多个宽度，例如 2 4。</translation>
    </message>
    <message>
        <source>Wavelet bands</source>
        <translation>小波子带</translation>
    </message>
    <message>
        <source>The eight bands of a stationary wavelet transform (coif1).</source>
        <translation>平稳小波变换（coif1）的八个子带。</translation>
    </message>
    <message>
        <source>Other images</source>
        <translation>其他滤波图像</translation>
    </message>
    <message>
        <source>Any of Square, SquareRoot, Logarithm, Exponential, Gradient, with blanks between.</source>
        <translation>从 Square、SquareRoot、Logarithm、Exponential、Gradient 中任选，用空格隔开。</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Mean 0 and standard deviation 1 over the whole image, before all.</source>
        <translation>首先使整幅图像的均值为 0、标准差为 1。</translation>
    </message>
    <message>
        <source>Normalised deviation</source>
        <translation>归一化后的标准差</translation>
    </message>
    <message>
        <source>What 1 is multiplied by.</source>
        <translation>标准差 1 再乘以的系数。</translation>
    </message>
    <message>
        <source>Clip at</source>
        <translation>截断于</translation>
    </message>
    <message>
        <source>Standard deviations, if normalised. Automatic: never.</source>
        <translation>归一化时的标准差倍数。自动：不截断。</translation>
    </message>
    <message>
        <source>sd</source>
        <translation>倍标准差</translation>
    </message>
    <message>
        <source>Resample to</source>
        <translation>重采样为</translation>
    </message>
    <message>
        <source>Voxel size along i, j, k; 0 keeps an axis. Automatic: all stay.</source>
        <translation>沿 i、j、k 的体素大小；0 表示该轴不变。自动：全部不变。</translation>
    </message>
    <message>
        <source>B-spline is sharpest, linear never overshoots.</source>
        <translation>B 样条最清晰；线性不会过冲。</translation>
    </message>
    <message>
        <source>Cubic B-spline</source>
        <translation>三次 B 样条</translation>
    </message>
    <message>
        <source>Keep voxels by</source>
        <translation>保留体素的依据</translation>
    </message>
    <message>
        <source>Drops voxels of the region outside a range of intensities.</source>
        <translation>去掉感兴趣区中强度超出范围的体素。</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Share of the maximum</source>
        <translation>占最大值的比例</translation>
    </message>
    <message>
        <source>Standard deviations</source>
        <translation>标准差倍数</translation>
    </message>
    <message>
        <source>Lowest kept</source>
        <translation>保留的下限</translation>
    </message>
    <message>
        <source>Lower limit of the range; for deviations such as -3.</source>
        <translation>范围的下限；按标准差时例如 -3。</translation>
    </message>
    <message>
        <source>Highest kept</source>
        <translation>保留的上限</translation>
    </message>
    <message>
        <source>Upper limit of the range; automatic: no limit.</source>
        <translation>范围的上限；自动：无上限。</translation>
    </message>
    <message>
        <source>Shape of kept voxels</source>
        <translation>保留体素的形状</translation>
    </message>
    <message>
        <source>Shape features follow too.</source>
        <translation>形状特征也只按保留的体素计算。</translation>
    </message>
    <message>
        <source>Slice by slice</source>
        <translation>逐层</translation>
    </message>
    <message>
        <source>Neighbours within the slice only, across k.</source>
        <translation>只考虑同一切片（垂直于 k 轴）内的邻域。</translation>
    </message>
    <message>
        <source>Distances</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Of GLCM, GLDM and NGTDM, such as 1 or 1 2.</source>
        <translation>GLCM、GLDM 和 NGTDM 的距离，例如 1 或 1 2。</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>各方向的合并</translation>
    </message>
    <message>
        <source>Averages the directions&apos; features, or merges their matrices by weight.</source>
        <translation>对各方向的特征取平均，或将各方向的矩阵加权合并。</translation>
    </message>
    <message>
        <source>Averaged</source>
        <translation>特征取平均</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>矩阵合并</translation>
    </message>
    <message>
        <source>Merged, city block</source>
        <translation>合并，曼哈顿距离加权</translation>
    </message>
    <message>
        <source>Merged, Euclidean</source>
        <translation>合并，欧氏距离加权</translation>
    </message>
    <message>
        <source>Merged, largest component</source>
        <translation>合并，切比雪夫距离加权</translation>
    </message>
    <message>
        <source>Symmetrical GLCM</source>
        <translation>对称 GLCM</translation>
    </message>
    <message>
        <source>Counts each pair both ways.</source>
        <translation>每对体素按两个方向各计一次。</translation>
    </message>
    <message>
        <source>GLDM tolerance</source>
        <translation>GLDM 容差</translation>
    </message>
    <message>
        <source>Grey levels that still count as alike.</source>
        <translation>灰度级相差不超过此值仍算相近。</translation>
    </message>
    <message>
        <source>Voxel shift</source>
        <translation>强度平移量</translation>
    </message>
    <message>
        <source>Added to intensities for energies and RMS.</source>
        <translation>计算能量和均方根（RMS）时加到强度上的值。</translation>
    </message>
    <message>
        <source>Order of axes</source>
        <translation>坐标轴顺序</translation>
    </message>
    <message>
        <source>As stored, or so that a scan stored flipped or with swapped axes gives the same numbers.</source>
        <translation>按存储顺序；或统一方向，使翻转存储或坐标轴互换的扫描得到相同的数值。</translation>
    </message>
    <message>
        <source>As stored</source>
        <translation>按存储顺序</translation>
    </message>
    <message>
        <source>Right, anterior, superior</source>
        <translation>右、前、上</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Histogram of oriented gradients (HOG)</source>
        <translation>方向梯度直方图（HOG）</translation>
    </message>
    <message>
        <source>Which way edges run in each cell of a grid, as a vector and as a picture.</source>
        <translation>网格每个单元中边缘的走向，输出为向量和图像。</translation>
    </message>
    <message>
        <source>The volume to describe.</source>
        <translation>要描述的体数据。</translation>
    </message>
    <message>
        <source>A row for each segment, from its voxels.</source>
        <translation>每个片段一行，由其体素得到。</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>维数</translation>
    </message>
    <message>
        <source>Slice by slice gives a row for each slice; whole volume one row.</source>
        <translation>“逐层”为每个切片给出一行；“整个体数据”只给出一行。</translation>
    </message>
    <message>
        <source>Cell size</source>
        <translation>单元大小</translation>
    </message>
    <message>
        <source>Larger cells give shorter, coarser vectors.</source>
        <translation>单元越大，向量越短、越粗略。</translation>
    </message>
    <message>
        <source>Cell size in</source>
        <translation>单元大小的单位</translation>
    </message>
    <message>
        <source>Cells in mm cover the same anatomy whatever the voxel size; they are rounded to whole voxels.</source>
        <translation>以 mm 为单位时，无论体素大小如何，单元覆盖的解剖范围相同；取整为整数个体素。</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation>体素</translation>
    </message>
    <message>
        <source>Cells across</source>
        <translation>每轴单元数</translation>
    </message>
    <message>
        <source>Instead of a size: as many cells along each axis, so that vectors of all cases have the same length. Automatic uses the size.</source>
        <translation>代替单元大小：每个轴上取这么多单元，使所有病例的向量长度相同。自动：使用单元大小。</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>个单元</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>块大小</translation>
    </message>
    <message>
        <source>Larger blocks even out contrast over a wider area.</source>
        <translation>块越大，均衡对比度的范围越广。</translation>
    </message>
    <message>
        <source>Orientations</source>
        <translation>方向数</translation>
    </message>
    <message>
        <source>In 2D: more tell finer differences of direction.</source>
        <translation>用于 2D：数目越多，区分的方向差异越细。</translation>
    </message>
    <message>
        <source>Directions in 3D</source>
        <translation>3D 方向数</translation>
    </message>
    <message>
        <source>Opposite faces count as one; more tell finer differences of direction.</source>
        <translation>相对的两个面算作一个方向；数目越多，区分的方向差异越细。</translation>
    </message>
    <message>
        <source>10 (icosahedron)</source>
        <translation>10（正二十面体）</translation>
    </message>
    <message>
        <source>6 (dodecahedron)</source>
        <translation>6（正十二面体）</translation>
    </message>
    <message>
        <source>Normalization</source>
        <translation>归一化方式</translation>
    </message>
    <message>
        <source>L2-Hys limits the weight of single strong edges.</source>
        <translation>L2-Hys 限制个别强边缘的权重。</translation>
    </message>
    <message>
        <source>L2, limited (L2-Hys)</source>
        <translation>L2，有上限（L2-Hys）</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Square root of L1</source>
        <translation>L1 的平方根</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>Local binary patterns (LBP)</source>
        <translation>局部二值模式（LBP）</translation>
    </message>
    <message>
        <source>How often spots, edges, corners and flat areas occur, whatever the contrast.</source>
        <translation>斑点、边缘、角点和平坦区域出现的频率，与对比度无关。</translation>
    </message>
    <message>
        <source>A row for each segment.</source>
        <translation>每个片段一行。</translation>
    </message>
    <message>
        <source>Larger sees coarser texture.</source>
        <translation>值越大，分析的纹理越粗。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>采样点数</translation>
    </message>
    <message>
        <source>Neighbours on the circle; more tell finer differences.</source>
        <translation>圆周上的邻域点；数目越多，区分的差异越细。</translation>
    </message>
    <message>
        <source>Planes</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Slices only, or also both planes across them, as suits volumes with thin slices.</source>
        <translation>只用切片，或者还用与之正交的两个平面，后者适合薄层体数据。</translation>
    </message>
    <message>
        <source>Three planes (LBP-TOP)</source>
        <translation>三个正交平面（LBP-TOP）</translation>
    </message>
    <message>
        <source>Gabor energies</source>
        <translation>Gabor 能量</translation>
    </message>
    <message>
        <source>How strong stripes of some widths and directions are.</source>
        <translation>不同宽度和方向的条纹的强弱。</translation>
    </message>
    <message>
        <source>Wavelengths</source>
        <translation>波长</translation>
    </message>
    <message>
        <source>Longer ones see coarser stripes.</source>
        <translation>波长越长，分析的条纹越粗。</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>Larger looks at fewer stripes at once, and separates wavelengths less.</source>
        <translation>值越大，一次考察的条纹越少，波长之间的区分也越弱。</translation>
    </message>
    <message>
        <source>octaves</source>
        <translation>倍频程</translation>
    </message>
    <message>
        <source>Stripes within slices, or in space in 7 directions.</source>
        <translation>切片内的条纹，或空间中 7 个方向的条纹。</translation>
    </message>
    <message>
        <source>Feature tables</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>How a feature&apos;s values are spread, by group if wanted.</source>
        <translation>特征取值的分布，可按组显示。</translation>
    </message>
    <message>
        <source>Features: a row for each case, segment or slice.</source>
        <translation>特征：每个病例、片段或切片一行。</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>The column to show; empty takes the first feature.</source>
        <translation>要显示的列；留空则取第一个特征。</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>The column that says to which group a row belongs; empty makes one group of all.</source>
        <translation>说明每行属于哪一组的列；留空则全部归为一组。</translation>
    </message>
    <message>
        <source>Bins</source>
        <translation>组数</translation>
    </message>
    <message>
        <source>More show finer detail and more chance. Automatic fits the rows.</source>
        <translation>组数越多，细节越多，偶然波动也越大。自动：按行数确定。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>柱高</translation>
    </message>
    <message>
        <source>Percent makes groups of different sizes comparable.</source>
        <translation>用百分比可以比较大小不同的组。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Percent of the group</source>
        <translation>占本组的百分比</translation>
    </message>
    <message>
        <source>Box plot</source>
        <translation>箱线图</translation>
    </message>
    <message>
        <source>Median, quartiles and reach of a feature in each group.</source>
        <translation>特征在各组中的中位数、四分位数和取值范围。</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>Which features say the same.</source>
        <translation>哪些特征反映相同的信息。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Names of columns, separated by commas; * stands for any letters. Empty takes all columns with numbers.</source>
        <translation>列名，用逗号隔开；* 代表任意字符。留空则取所有数值列。</translation>
    </message>
    <message>
        <source>Ranks see any rising or falling relation; Pearson straight lines only.</source>
        <translation>秩相关能发现任何单调的关系；Pearson 只能发现直线关系。</translation>
    </message>
    <message>
        <source>Ranks (Spearman)</source>
        <translation>秩相关（Spearman）</translation>
    </message>
    <message>
        <source>Linear (Pearson)</source>
        <translation>线性相关（Pearson）</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>主成分分析（PCA）</translation>
    </message>
    <message>
        <source>All features in one scatter plot: rows that are alike lie near each other.</source>
        <translation>将所有特征显示在一张散点图中：相似的行彼此靠近。</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>主成分个数</translation>
    </message>
    <message>
        <source>How many principal components to keep.</source>
        <translation>保留多少个主成分。</translation>
    </message>
    <message>
        <source>Standardize</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>Gives every feature the same weight, whatever its unit.</source>
        <translation>无论单位如何，使每个特征的权重相同。</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>稳健性</translation>
    </message>
    <message>
        <source>Which features stay the same if patient or outline are a little different.</source>
        <translation>患者体位或轮廓略有不同时，哪些特征保持稳定。</translation>
    </message>
    <message>
        <source>The volume that features are taken from.</source>
        <translation>从中提取特征的体数据。</translation>
    </message>
    <message>
        <source>Segments to compare; at least two.</source>
        <translation>要比较的片段；至少两个。</translation>
    </message>
    <message>
        <source>Features from</source>
        <translation>特征来自</translation>
    </message>
    <message>
        <source>Id of the operation whose features are repeated.</source>
        <translation>要重复计算其特征的操作的标识。</translation>
    </message>
    <message>
        <source>Its parameters</source>
        <translation>该操作的参数</translation>
    </message>
    <message>
        <source>As JSON, such as {&quot;bin_width&quot;: 25}; empty takes its defaults.</source>
        <translation>JSON 格式，例如 {&quot;bin_width&quot;: 25}；留空则使用默认值。</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>More narrow the intervals and take longer.</source>
        <translation>次数越多，置信区间越窄，用时越长。</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Largest shift along each axis.</source>
        <translation>沿每个轴的最大平移量。</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Largest turn within slices.</source>
        <translation>在切片平面内的最大旋转角度。</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>度</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>轮廓伸缩</translation>
    </message>
    <message>
        <source>Most that outlines grow or shrink.</source>
        <translation>轮廓扩大或缩小的最大幅度。</translation>
    </message>
    <message>
        <source>Randomize outline</source>
        <translation>轮廓随机化</translation>
    </message>
    <message>
        <source>Adds and removes small patches of similar intensity along the outline at random.</source>
        <translation>沿轮廓随机增减强度相近的小块。</translation>
    </message>
    <message>
        <source>What moves</source>
        <translation>移动对象</translation>
    </message>
    <message>
        <source>The voxel grid, as if the patient lay otherwise; or the outline over the image.</source>
        <translation>移动体素网格，相当于患者体位改变；或在图像上移动轮廓。</translation>
    </message>
    <message>
        <source>Voxel grid</source>
        <translation>体素网格</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed repeats the same perturbations.</source>
        <translation>种子相同，扰动也相同。</translation>
    </message>
    <message>
        <source>Keypoints</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>SIFT</source>
        <translation>SIFT</translation>
    </message>
    <message>
        <source>Blobs and corners of every slice; pixels are made square first.</source>
        <translation>每个切片中的斑点和角点（尺度不变特征变换）；先将像素变为正方形。</translation>
    </message>
    <message>
        <source>The volume or single slice to search.</source>
        <translation>要检测的体数据或单层图像。</translation>
    </message>
    <message>
        <source>Only keypoints inside any segment are kept.</source>
        <translation>只保留任一片段内的关键点。</translation>
    </message>
    <message>
        <source>Only keypoints inside these boxes are kept.</source>
        <translation>只保留这些框内的关键点。</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>最多保留</translation>
    </message>
    <message>
        <source>Keeps the strongest keypoints of the whole volume; automatic keeps all.</source>
        <translation>保留整个体数据中最强的关键点；自动：全部保留。</translation>
    </message>
    <message>
        <source>keypoints</source>
        <translation>个关键点</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Larger keeps fewer, clearer keypoints (OpenCV&apos;s).</source>
        <translation>值越大，保留的关键点越少、越清晰（定义同 OpenCV）。</translation>
    </message>
    <message>
        <source>Edge limit</source>
        <translation>边缘限制</translation>
    </message>
    <message>
        <source>Largest ratio of the curvatures across a keypoint; larger keeps more edge-like ones.</source>
        <translation>关键点处主曲率的最大比值；值越大，保留的边缘状关键点越多。</translation>
    </message>
    <message>
        <source>Scales per octave</source>
        <translation>每组尺度数</translation>
    </message>
    <message>
        <source>More finds more keypoints, slower.</source>
        <translation>数目越多，找到的关键点越多，也越慢。</translation>
    </message>
    <message>
        <source>Finest blur</source>
        <translation>最细模糊 σ</translation>
    </message>
    <message>
        <source>Larger skips finer detail.</source>
        <translation>值越大，忽略的细节越多。</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Black below</source>
        <translation>低于此值为黑</translation>
    </message>
    <message>
        <source>Intensity that becomes 0 of 255. Automatic: the 0.1th percentile; 8-bit stays as it is.</source>
        <translation>对应于 0（共 255）的强度。自动：第 0.1 百分位数；8 位图像保持不变。</translation>
    </message>
    <message>
        <source>White above</source>
        <translation>高于此值为白</translation>
    </message>
    <message>
        <source>Intensity that becomes 255. Automatic: the 99.9th percentile; 8-bit stays as it is.</source>
        <translation>对应于 255 的强度。自动：第 99.9 百分位数；8 位图像保持不变。</translation>
    </message>
    <message>
        <source>SIFT 3D</source>
        <translation>3D SIFT</translation>
    </message>
    <message>
        <source>Blobs and corners of the whole volume, at scales in mm, turned in any direction.</source>
        <translation>整个体数据中的斑点和角点（三维尺度不变特征），尺度以 mm 计，朝向任意。</translation>
    </message>
    <message>
        <source>Larger keeps fewer, clearer keypoints. In percent of the intensity range (0.1th to 99.9th percentile).</source>
        <translation>值越大，保留的关键点越少、越清晰。以强度范围（第 0.1 至 99.9 百分位数）的百分比表示。</translation>
    </message>
    <message>
        <source>Finest scale</source>
        <translation>最细尺度</translation>
    </message>
    <message>
        <source>Larger skips finer detail, faster. Automatic: one voxel (the geometric mean).</source>
        <translation>值越大，忽略的细节越多，也越快。自动：一个体素（边长的几何平均）。</translation>
    </message>
    <message>
        <source>Octaves</source>
        <translation>尺度组数</translation>
    </message>
    <message>
        <source>How often the scale doubles: more finds larger structures. Automatic takes all that fit.</source>
        <translation>尺度加倍的次数：次数越多，可找到越大的结构。自动：取所能容纳的全部。</translation>
    </message>
    <message>
        <source>ORB</source>
        <translation>ORB</translation>
    </message>
    <message>
        <source>Corners of every slice with binary descriptors; free and the fastest.</source>
        <translation>每个切片中的角点，带二值描述子；可自由使用，速度最快。</translation>
    </message>
    <message>
        <source>Corner threshold</source>
        <translation>角点阈值</translation>
    </message>
    <message>
        <source>Larger keeps fewer, clearer corners.</source>
        <translation>值越大，保留的角点越少、越清晰。</translation>
    </message>
    <message>
        <source>Pyramid levels</source>
        <translation>金字塔层数</translation>
    </message>
    <message>
        <source>More finds larger structures.</source>
        <translation>数目越多，可找到越大的结构。</translation>
    </message>
    <message>
        <source>Pyramid step</source>
        <translation>金字塔缩放比</translation>
    </message>
    <message>
        <source>Ratio of sizes of neighbouring levels.</source>
        <translation>相邻两层的尺寸之比。</translation>
    </message>
    <message>
        <source>AKAZE</source>
        <translation>AKAZE</translation>
    </message>
    <message>
        <source>Blobs of every slice in a scale space that keeps edges; free, binary descriptors.</source>
        <translation>在保留边缘的尺度空间中找每个切片的斑点；可自由使用，二值描述子。</translation>
    </message>
    <message>
        <source>Larger keeps fewer, clearer keypoints.</source>
        <translation>值越大，保留的关键点越少、越清晰。</translation>
    </message>
    <message>
        <source>More is finer in scale.</source>
        <translation>数目越多，尺度划分越细。</translation>
    </message>
    <message>
        <source>SURF (patented)</source>
        <translation>SURF（受专利保护）</translation>
    </message>
    <message>
        <source>Blobs of every slice by box filters. SURF is patented (US 8,165,401 and US 8,670,619, EP 1850270 and EP 2027558); by the filing date the first may last until 30 April 2027 or later. Ask a lawyer before commercial use. SIFT&apos;s patent expired in March 2020.</source>
        <translation>用盒式滤波器找每个切片中的斑点。SURF 受专利保护（US 8,165,401 和 US 8,670,619，EP 1850270 和 EP 2027558）；按申请日推算，第一项可能有效至 2027 年 4 月 30 日或更晚。用于商业用途前请咨询律师。SIFT 的专利已于 2020 年 3 月到期。</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>初始步长</translation>
    </message>
    <message>
        <source>Larger is faster and coarser.</source>
        <translation>值越大越快，也越粗略。</translation>
    </message>
    <message>
        <source>Match keypoints</source>
        <translation>关键点匹配</translation>
    </message>
    <message>
        <source>Finds the same places in two images, and the transform that aligns them.</source>
        <translation>在两幅图像中找到相同的位置，并求出使它们对齐的变换。</translation>
    </message>
    <message>
        <source>The volume or single slice that stays.</source>
        <translation>固定不动的体数据或单层图像。</translation>
    </message>
    <message>
        <source>The volume or single slice to align with it.</source>
        <translation>要与之对齐的体数据或单层图像。</translation>
    </message>
    <message>
        <source>Only keypoints of the fixed image inside it count.</source>
        <translation>只计入固定图像中位于其内的关键点。</translation>
    </message>
    <message>
        <source>3D SIFT for volumes; the others for two single slices.</source>
        <translation>3D SIFT 用于体数据；其他用于两个单独的切片。</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>Rigid turns and shifts; similarity also scales; affine also stretches and shears.</source>
        <translation>刚性变换包括旋转和平移；相似变换还有缩放；仿射变换还有拉伸和剪切。</translation>
    </message>
    <message>
        <source>Rigid</source>
        <translation>刚性</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似</translation>
    </message>
    <message>
        <source>Affine</source>
        <translation>仿射</translation>
    </message>
    <message>
        <source>Keypoints used</source>
        <translation>使用的关键点</translation>
    </message>
    <message>
        <source>More finds more matches, slower.</source>
        <translation>数目越多，找到的匹配越多，也越慢。</translation>
    </message>
    <message>
        <source>Ratio test</source>
        <translation>比值检验</translation>
    </message>
    <message>
        <source>A match must be closer than this share of the second best; larger keeps more, less sure matches.</source>
        <translation>最佳匹配的距离须小于次佳匹配距离的这一比例；值越大，保留的匹配越多，但越不可靠。</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>How far a match may lie off the transform. Automatic: three voxels.</source>
        <translation>匹配点允许偏离变换结果的距离。自动：三个体素。</translation>
    </message>
    <message>
        <source>Matches needed</source>
        <translation>所需匹配数</translation>
    </message>
    <message>
        <source>With fewer agreeing matches no transform is given.</source>
        <translation>一致的匹配少于此数时，不给出变换。</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>对匹配</translation>
    </message>
    <message>
        <source>The same seed gives the same result.</source>
        <translation>种子相同，结果也相同。</translation>
    </message>
    <message>
        <source>Visual words</source>
        <translation>视觉词</translation>
    </message>
    <message>
        <source>Dense SIFT</source>
        <translation>稠密 SIFT</translation>
    </message>
    <message>
        <source>Descriptors on a regular grid of every slice, to learn a vocabulary from.</source>
        <translation>每个切片规则网格上的描述子，用于学习视觉词典。</translation>
    </message>
    <message>
        <source>The volume or single slice.</source>
        <translation>体数据或单层图像。</translation>
    </message>
    <message>
        <source>Each segment is measured by itself.</source>
        <translation>每个片段单独测量。</translation>
    </message>
    <message>
        <source>Only what lies inside these boxes counts.</source>
        <translation>只计入这些框内的部分。</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Distance of the grid&apos;s points in a slice; smaller describes finer, slower. Automatic: four pixels.</source>
        <translation>切片内网格点的间隔；值越小，描述越细，也越慢。自动：四个像素。</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>图像块</translation>
    </message>
    <message>
        <source>Width of what one descriptor sees; larger takes in coarser structures. Automatic: 16 pixels.</source>
        <translation>每个描述子覆盖的宽度；值越大，包含的结构越粗。自动：16 像素。</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸数</translation>
    </message>
    <message>
        <source>Every point is seen in so many patches, each 1.5 times larger.</source>
        <translation>每个点取这么多个图像块，每个是前一个的 1.5 倍大。</translation>
    </message>
    <message>
        <source>Of a grid with more points, so many are drawn, always the same ones.</source>
        <translation>网格点更多时，从中抽取这么多个，每次抽取的点相同。</translation>
    </message>
    <message>
        <source>points</source>
        <translation>个点</translation>
    </message>
    <message>
        <source>Learn a vocabulary</source>
        <translation>学习视觉词典</translation>
    </message>
    <message>
        <source>Visual words from the descriptors of many cases; use training cases only.</source>
        <translation>由许多病例的描述子得到视觉词；只应使用训练病例。</translation>
    </message>
    <message>
        <source>Of dense SIFT or a keypoint operation, of many cases.</source>
        <translation>许多病例的稠密 SIFT 或关键点描述子。</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码方式</translation>
    </message>
    <message>
        <source>Bag of words counts how often each word occurs; Fisher vectors also tell how the descriptors lie around it: longer, and better with few words.</source>
        <translation>词袋统计每个视觉词出现的次数；Fisher 向量还描述描述子在视觉词周围的分布：更长，词少时效果更好。</translation>
    </message>
    <message>
        <source>Bag of visual words</source>
        <translation>视觉词袋（BoVW）</translation>
    </message>
    <message>
        <source>Fisher vector</source>
        <translation>Fisher 向量</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>视觉词数</translation>
    </message>
    <message>
        <source>More tell finer differences and need more data. Automatic: 200, or 16 for Fisher.</source>
        <translation>数目越多，区分的差异越细，需要的数据也越多。自动：200，Fisher 向量为 16。</translation>
    </message>
    <message>
        <source>Reduce to</source>
        <translation>降维到</translation>
    </message>
    <message>
        <source>Principal components of the descriptors that are kept; Gaussians fit them better. Automatic: all for bags, 32 for Fisher.</source>
        <translation>保留描述子的这么多个主成分；高斯混合模型因此拟合得更好。自动：词袋全部保留，Fisher 向量为 32。</translation>
    </message>
    <message>
        <source>values</source>
        <translation>个值</translation>
    </message>
    <message>
        <source>Descriptors</source>
        <translation>描述子</translation>
    </message>
    <message>
        <source>What made the table; automatic: as the table says, else by the descriptors&apos; length.</source>
        <translation>生成该表格的方法；自动：以表格的说明为准，没有说明则由描述子的长度判断。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Their settings</source>
        <translation>其参数</translation>
    </message>
    <message>
        <source>Parameters the descriptors were made with, such as {&quot;strongest&quot;: 1000}, where the table does not say; those left out have their defaults.</source>
        <translation>表格未说明时，生成描述子所用的参数，例如 {&quot;strongest&quot;: 1000}；未给出的取默认值。</translation>
    </message>
    <message>
        <source>Further tables</source>
        <translation>更多表格</translation>
    </message>
    <message>
        <source>Files with more descriptors made in the same way: paths separated by semicolons, where * stands for any letters.</source>
        <translation>含有以同样方式生成的描述子的文件：路径用分号隔开，* 代表任意字符。</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>学习样本数</translation>
    </message>
    <message>
        <source>At most so many descriptors, drawn at random from all.</source>
        <translation>最多使用这么多描述子，从全部描述子中随机抽取。</translation>
    </message>
    <message>
        <source>descriptors</source>
        <translation>个描述子</translation>
    </message>
    <message>
        <source>The same seed gives the same words.</source>
        <translation>种子相同，得到的视觉词也相同。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Where to keep it; empty: the folder of models.</source>
        <translation>保存的位置；留空：模型文件夹。</translation>
    </message>
    <message>
        <source>How often each word of a vocabulary occurs: features of fixed length.</source>
        <translation>视觉词典中每个词出现的频率：长度固定的特征。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>视觉词典</translation>
    </message>
    <message>
        <source>The file that Learn a vocabulary made (.npz); it also says how descriptors are found.</source>
        <translation>“学习视觉词典”生成的文件（.npz）；其中也说明了如何提取描述子。</translation>
    </message>
    <message>
        <source>Deep features</source>
        <translation>深度特征</translation>
    </message>
    <message>
        <source>Deep embedding</source>
        <translation>深度嵌入</translation>
    </message>
    <message>
        <source>What a trained network sees: the values before its last layer.</source>
        <translation>训练好的网络所提取的内容：最后一层之前的值。</translation>
    </message>
    <message>
        <source>Each segment gives a row of its own.</source>
        <translation>每个片段单独一行。</translation>
    </message>
    <message>
        <source>Only what lies inside these boxes is seen.</source>
        <translation>网络只看到这些框内的部分。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>A TorchScript file, or a MONAI bundle: its zip file or folder.</source>
        <translation>TorchScript 文件，或 MONAI bundle 的 zip 文件或文件夹。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Name of the layer whose output is taken. Empty: what goes into the last linear layer of a classifier, or into the last convolution of a segmentation network.</source>
        <translation>取其输出的层的名称。留空：分类网络最后一个线性层的输入，或分割网络最后一个卷积层的输入。</translation>
    </message>
    <message>
        <source>Voxel size the network was trained with (R, A, S). Automatic: the image&apos;s own.</source>
        <translation>网络训练时的体素大小（R、A、S）。自动：图像自身的体素大小。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Voxels the network takes (R, A, S). Automatic: as the bundle says, else what is there, in multiples of 32.</source>
        <translation>网络输入的体素数（R、A、S）。自动：以 bundle 的说明为准，否则按图像大小取 32 的倍数。</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配方式</translation>
    </message>
    <message>
        <source>Resize stretches each segment to the size; pad keeps its scale, and cuts or fills around its centre.</source>
        <translation>“缩放”将每个片段拉伸到该大小；“填充或裁剪”保持比例，在其中心周围填充或裁剪。</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Pad or cut</source>
        <translation>填充或裁剪</translation>
    </message>
    <message>
        <source>Surroundings shown around each segment.</source>
        <translation>每个片段周围保留的范围。</translation>
    </message>
    <message>
        <source>Hide surroundings</source>
        <translation>隐藏周围区域</translation>
    </message>
    <message>
        <source>What lies outside the segment becomes the lowest value.</source>
        <translation>将片段以外的部分设为最低值。</translation>
    </message>
    <message>
        <source>Intensities</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Range: black to white become 0 to 1. Z-score: mean 0, deviation 1. Automatic: to the range in the bundle&apos;s metadata, else range.</source>
        <translation>范围：黑到白变为 0 到 1。z 分数：均值为 0、标准差为 1。自动：bundle 元数据中的范围，没有则用“范围”。</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Z-score</source>
        <translation>z 分数</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Intensity that becomes the lowest value. Automatic: the 0.1th percentile.</source>
        <translation>变为最低值的强度。自动：第 0.1 百分位数。</translation>
    </message>
    <message>
        <source>Intensity that becomes the highest value. Automatic: the 99.9th percentile.</source>
        <translation>变为最高值的强度。自动：第 99.9 百分位数。</translation>
    </message>
    <message>
        <source>How the network has its voxels: columns first (MONAI, nibabel) or last (torchvision, SimpleITK).</source>
        <translation>网络所用的体素排列顺序：列在前（MONAI、nibabel）或列在后（torchvision、SimpleITK）。</translation>
    </message>
    <message>
        <source>Columns, rows, slices</source>
        <translation>列、行、层</translation>
    </message>
    <message>
        <source>Slices, rows, columns</source>
        <translation>层、行、列</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>朝向</translation>
    </message>
    <message>
        <source>Where the axes point that the network sees. Automatic: RAS in 3D; in 2D LPS, as slices are viewed.</source>
        <translation>网络所见各坐标轴的指向。自动：3D 为 RAS；2D 为 LPS，与查看切片时相同。</translation>
    </message>
    <message>
        <source>RAS</source>
        <translation>RAS</translation>
    </message>
    <message>
        <source>LPS</source>
        <translation>LPS</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>切片数</translation>
    </message>
    <message>
        <source>A network of 2D sees at most so many slices of each segment, evenly spaced; the mean of their embeddings is taken.</source>
        <translation>2D 网络对每个片段最多取这么多个均匀分布的切片，并对各切片的嵌入取平均。</translation>
    </message>
    <message>
        <source>slices</source>
        <translation>个切片</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Automatic takes the GPU if there is one.</source>
        <translation>自动：有 GPU 时使用 GPU。</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Add cases</source>
        <translation>添加病例</translation>
    </message>
    <message>
        <source>Cases from a folder</source>
        <translation>从文件夹添加病例</translation>
    </message>
    <message>
        <source>Each image below a folder is a case; subfolders or a pattern give its class.</source>
        <translation>文件夹下的每个图像是一个病例；类别由子文件夹或路径模式给出。</translation>
    </message>
    <message>
        <source>The cohort that gets the cases; without, a new one.</source>
        <translation>要加入病例的队列；不选则新建。</translation>
    </message>
    <message>
        <source>All images below it become cases.</source>
        <translation>其下的所有图像都成为病例。</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>路径模式</translation>
    </message>
    <message>
        <source>Path of an image below the folder, such as {label}/{patient}_{case}*.nii.gz. Names in braces become columns, * stands for any letters, ** for any subfolders. Empty takes every image, and the subfolder as its class.</source>
        <translation>图像在文件夹下的路径，例如 {label}/{patient}_{case}*.nii.gz。花括号中的名称成为列，* 代表任意字符，** 代表任意层子文件夹。留空则取所有图像，以子文件夹名作为类别。</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>Pattern of the masks, such as {label}/{patient}_{case}_seg.nii.gz. Empty takes .seg.nrrd files and those that end in _mask, _seg, _segmentation or _label.</source>
        <translation>掩膜的路径模式，例如 {label}/{patient}_{case}_seg.nii.gz。留空则取 .seg.nrrd 文件以及名称以 _mask、_seg、_segmentation 或 _label 结尾的文件。</translation>
    </message>
    <message>
        <source>Cases from DICOM files</source>
        <translation>从 DICOM 文件添加病例</translation>
    </message>
    <message>
        <source>Each DICOM series below a folder is a case; names of patients are never read.</source>
        <translation>文件夹下的每个 DICOM 序列是一个病例；从不读取患者姓名。</translation>
    </message>
    <message>
        <source>All DICOM series below it become cases.</source>
        <translation>其下的所有 DICOM 序列都成为病例。</translation>
    </message>
    <message>
        <source>Pseudonyms</source>
        <translation>假名化</translation>
    </message>
    <message>
        <source>Patients get random codes; without, their DICOM ids are kept.</source>
        <translation>患者用随机编码代替；关闭则保留其 DICOM 编号。</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>密钥文件</translation>
    </message>
    <message>
        <source>Any file that you keep secret: with the same one, a patient gets the same code again. Empty draws new codes at each import.</source>
        <translation>任何由您保密的文件：使用同一文件时，同一患者得到相同的编码。留空则每次导入生成新的编码。</translation>
    </message>
    <message>
        <source>Study dates</source>
        <translation>检查日期</translation>
    </message>
    <message>
        <source>Add the date of each study; it may identify the patient.</source>
        <translation>加入每次检查的日期；日期可能暴露患者身份。</translation>
    </message>
    <message>
        <source>Descriptions</source>
        <translation>序列描述</translation>
    </message>
    <message>
        <source>Add the name of each series, which may hold anything.</source>
        <translation>加入每个序列的名称，其中可能含有任何内容。</translation>
    </message>
    <message>
        <source>Cases from a CSV file</source>
        <translation>从 CSV 文件添加病例</translation>
    </message>
    <message>
        <source>Each row is a case; numbers, words and missing cells are told apart.</source>
        <translation>每行是一个病例；自动区分数值、文字和缺失的单元格。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>CSV file with a row for each case.</source>
        <translation>每个病例一行的 CSV 文件。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>病例</translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as id.</source>
        <translation>文件中对应列的名称；留空则查找 id 等常用名称。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as path.</source>
        <translation>文件中对应列的名称；留空则查找 path 等常用名称。</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as segmentation.</source>
        <translation>文件中对应列的名称；留空则查找 segmentation 等常用名称。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as diagnosis.</source>
        <translation>文件中对应列的名称；留空则查找 diagnosis 等常用名称。</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as patient_id.</source>
        <translation>文件中对应列的名称；留空则查找 patient_id 等常用名称。</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Name of that column in the file; empty finds common names such as hospital.</source>
        <translation>文件中对应列的名称；留空则查找 hospital 等常用名称。</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分类变量</translation>
    </message>
    <message>
        <source>Columns, separated by commas, whose numbers are codes and not amounts.</source>
        <translation>其数字是编码而非数量的列，用逗号隔开。</translation>
    </message>
    <message>
        <source>Use a cohort</source>
        <translation>使用队列</translation>
    </message>
    <message>
        <source>Join features</source>
        <translation>合并特征</translation>
    </message>
    <message>
        <source>Puts labels and clinical values beside the features of the same case.</source>
        <translation>将标签和临床数据与同一病例的特征并列。</translation>
    </message>
    <message>
        <source>Features with a column &apos;case&apos;.</source>
        <translation>含有“case”列的特征表。</translation>
    </message>
    <message>
        <source>The cohort.</source>
        <translation>队列。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>What becomes of rows without a partner; the other table&apos;s columns are empty there.</source>
        <translation>如何处理没有对应项的行；另一表格的各列在这些行中为空。</translation>
    </message>
    <message>
        <source>Rows with a partner</source>
        <translation>两表都有的行</translation>
    </message>
    <message>
        <source>All rows of the features</source>
        <translation>特征表的所有行</translation>
    </message>
    <message>
        <source>All rows of both</source>
        <translation>两表的所有行</translation>
    </message>
    <message>
        <source>Measure features</source>
        <translation>测量特征</translation>
    </message>
    <message>
        <source>Measures features of every case; an interrupted run goes on where it stopped.</source>
        <translation>测量每个病例的特征；中断后可从停止处继续。</translation>
    </message>
    <message>
        <source>A row for each case.</source>
        <translation>每个病例一行。</translation>
    </message>
    <message>
        <source>Id of the operation that measures one case.</source>
        <translation>用于测量单个病例的操作的标识。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Parameters of that operation as a JSON object.</source>
        <translation>该操作的参数，以 JSON 对象表示。</translation>
    </message>
    <message>
        <source>Labels and clinical values</source>
        <translation>标签和临床数据</translation>
    </message>
    <message>
        <source>Each row of features also gets the case&apos;s label, patient and other columns of the cohort, ready for training.</source>
        <translation>特征的每一行还附上该病例的标签、患者和队列的其他各列，可直接用于训练。</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>并行进程数</translation>
    </message>
    <message>
        <source>Cases that are measured at the same time, each in a process with its own memory; the result is the same for any number.</source>
        <translation>同时测量的病例数，每个病例在单独的进程中占用各自的内存；结果与数目无关。</translation>
    </message>
    <message>
        <source>Keep in folder</source>
        <translation>保存到文件夹</translation>
    </message>
    <message>
        <source>Where finished cases are kept, so that an interrupted run goes on from there. Empty keeps them in the user&apos;s cache until all are finished.</source>
        <translation>已完成的病例的保存位置，中断后可从那里继续。留空则保存在用户的缓存中，直到全部完成。</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>暂存标识</translation>
    </message>
    <message>
        <source>Where the images of the scene were written by cohort.stage.</source>
        <translation>cohort.stage 写入场景图像的位置。</translation>
    </message>
    <message>
        <source>Prepare a case of the scene</source>
        <translation>准备场景中的病例</translation>
    </message>
    <message>
        <source>Writes the image and the mask of one case of the scene where they can be measured.</source>
        <translation>将场景中一个病例的图像和掩膜写到可供测量的位置。</translation>
    </message>
    <message>
        <source>The image.</source>
        <translation>图像。</translation>
    </message>
    <message>
        <source>Its mask.</source>
        <translation>其掩膜。</translation>
    </message>
    <message>
        <source>Id of the case.</source>
        <translation>病例的编号。</translation>
    </message>
    <message>
        <source>32 hexadecimal digits, the same for all cases of a run.</source>
        <translation>32 位十六进制数，同一次运行的所有病例相同。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Marks cases for training, validation and test; a patient is never torn apart.</source>
        <translation>将病例标记为训练、验证和测试；同一患者的病例绝不拆分。</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Share of each class kept back for the final test.</source>
        <translation>每个类别中留作最终测试的比例。</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Share of each class to tune with.</source>
        <translation>每个类别中用于调参的比例。</translation>
    </message>
    <message>
        <source>The same seed gives the same split, whatever the order of the rows.</source>
        <translation>种子相同，划分也相同，与行的顺序无关。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Finds what would spoil a study: duplicates, torn patients, leaks, typos, bad files.</source>
        <translation>查找会损害研究的问题：重复病例、被拆分的患者、数据泄漏、拼写错误和损坏的文件。</translation>
    </message>
    <message>
        <source>Compare pixels</source>
        <translation>比较像素</translation>
    </message>
    <message>
        <source>Reads every image whole: finds equal images in unequal files, and damaged ones. Without, only files and headers are compared, which is much faster.</source>
        <translation>完整读取每个图像：可发现文件不同而内容相同的图像，以及损坏的图像。关闭则只比较文件和文件头，快得多。</translation>
    </message>
    <message>
        <source>Smallest class</source>
        <translation>最小类别</translation>
    </message>
    <message>
        <source>Fewer patients than this are warned of.</source>
        <translation>患者少于此数时发出警告。</translation>
    </message>
    <message>
        <source>patients</source>
        <translation>名患者</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>The middle slice of every case, as one stack of pictures in the cohort&apos;s order.</source>
        <translation>每个病例的中间切片，按队列的顺序合为一叠图片。</translation>
    </message>
    <message>
        <source>Width and height of each picture.</source>
        <translation>每张图片的宽度和高度。</translation>
    </message>
    <message>
        <source>Load a case</source>
        <translation>载入病例</translation>
    </message>
    <message>
        <source>Reads the image and the mask of one case.</source>
        <translation>读取一个病例的图像和掩膜。</translation>
    </message>
    <message>
        <source>Image file, or DICOM folder#series.</source>
        <translation>图像文件，或“DICOM 文件夹#序列”。</translation>
    </message>
    <message>
        <source>File of its mask, if there is one.</source>
        <translation>其掩膜文件（如果有）。</translation>
    </message>
    <message>
        <source>Validate a classifier</source>
        <translation>验证分类器</translation>
    </message>
    <message>
        <source>How well a classifier predicts patients that it has not seen.</source>
        <translation>评估分类器对未见过的患者的预测能力。</translation>
    </message>
    <message>
        <source>Cases: a row each, with features, label and patient.</source>
        <translation>病例：每个一行，含特征、标签和患者。</translation>
    </message>
    <message>
        <source>Column with the class of each case.</source>
        <translation>给出每个病例类别的列。</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>阳性类别</translation>
    </message>
    <message>
        <source>The class that stands for disease; several, separated by commas, count as one against all others. Empty takes the last of two classes.</source>
        <translation>代表患病的类别；可填多个，用逗号隔开，合并后与其余各类对比。留空则取两个类别中的后一个。</translation>
    </message>
    <message>
        <source>Column that names each case.</source>
        <translation>给出每个病例名称的列。</translation>
    </message>
    <message>
        <source>Column with the patient; a patient&apos;s cases stay together.</source>
        <translation>给出患者的列；同一患者的病例不会分开。</translation>
    </message>
    <message>
        <source>Column with the hospital; empty if there is none.</source>
        <translation>给出医院的列；没有则留空。</translation>
    </message>
    <message>
        <source>Column with train and test.</source>
        <translation>标明 train 和 test 的列。</translation>
    </message>
    <message>
        <source>Columns to learn from, separated by commas; * stands for any letters. Empty takes all but those that name cases, files and labels.</source>
        <translation>用于学习的列，用逗号隔开；* 代表任意字符。留空则取除病例名、文件和标签以外的所有列。</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Columns not to learn from.</source>
        <translation>不用于学习的列。</translation>
    </message>
    <message>
        <source>Columns whose numbers stand for categories.</source>
        <translation>其数字代表类别的列。</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>分类器</translation>
    </message>
    <message>
        <source>Forests need no tuning; linear ones are easiest to explain; the RBF SVM bends.</source>
        <translation>随机森林无需调参；线性分类器最容易解释；RBF SVM 的边界可以弯曲。</translation>
    </message>
    <message>
        <source>SVM (RBF)</source>
        <translation>SVM（RBF）</translation>
    </message>
    <message>
        <source>SVM (linear)</source>
        <translation>SVM（线性）</translation>
    </message>
    <message>
        <source>Random forest</source>
        <translation>随机森林</translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <translation>逻辑回归</translation>
    </message>
    <message>
        <source>Gradient boosting</source>
        <translation>梯度提升</translation>
    </message>
    <message>
        <source>k nearest neighbours</source>
        <translation>k 近邻</translation>
    </message>
    <message>
        <source>Balanced random forest</source>
        <translation>平衡随机森林</translation>
    </message>
    <message>
        <source>Neural network (MLP)</source>
        <translation>神经网络（MLP）</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>SVM, logistic regression: larger fits the training cases more closely.</source>
        <translation>SVM、逻辑回归：值越大，对训练病例拟合得越紧。</translation>
    </message>
    <message>
        <source>RBF SVM: larger bends more sharply around single cases.</source>
        <translation>RBF SVM：值越大，边界在个别病例周围弯曲得越厉害。</translation>
    </message>
    <message>
        <source>Trees</source>
        <translation>树的数目</translation>
    </message>
    <message>
        <source>Forests, boosting: more steady the result and take longer.</source>
        <translation>森林、提升：树越多，结果越稳定，用时也越长。</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>树的深度</translation>
    </message>
    <message>
        <source>Forests, boosting: deeper trees see more involved rules, also by chance.</source>
        <translation>森林、提升：树越深，规则越复杂，也越容易拟合偶然因素。</translation>
    </message>
    <message>
        <source>Cases in a leaf</source>
        <translation>叶节点病例数</translation>
    </message>
    <message>
        <source>Forests, boosting: more make smoother rules.</source>
        <translation>森林、提升：病例越多，规则越平滑。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Boosting, MLP: smaller learns slower and often better.</source>
        <translation>提升、MLP：值越小，学习越慢，效果往往更好。</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>近邻数</translation>
    </message>
    <message>
        <source>k nearest neighbours: more smooth the border.</source>
        <translation>k 近邻：近邻越多，边界越平滑。</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元数</translation>
    </message>
    <message>
        <source>MLP: more can learn more, also by chance.</source>
        <translation>MLP：单元越多，能学到的越多，也越容易拟合偶然因素。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>MLP: how often every case is seen at most.</source>
        <translation>MLP：每个病例最多学习多少遍。</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>What stands in for a missing number: the median, the mean of the 5 most alike cases, or an estimate from the other columns.</source>
        <translation>用什么代替缺失的数值：中位数、5 个最相似病例的均值，或由其他列估计。</translation>
    </message>
    <message>
        <source>Nearest cases</source>
        <translation>最相似病例</translation>
    </message>
    <message>
        <source>Estimated from other columns</source>
        <translation>由其他列估计</translation>
    </message>
    <message>
        <source>Mark missing values</source>
        <translation>标记缺失值</translation>
    </message>
    <message>
        <source>Adds a column that says where a value was missing.</source>
        <translation>增加一列，说明何处有缺失值。</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>特征缩放</translation>
    </message>
    <message>
        <source>Makes columns of different units comparable; forests do not need it.</source>
        <translation>使单位不同的列可以比较；随机森林不需要。</translation>
    </message>
    <message>
        <source>Mean 0, deviation 1</source>
        <translation>均值为 0、标准差为 1</translation>
    </message>
    <message>
        <source>Median 0, quartiles apart by 1</source>
        <translation>中位数为 0、四分位距为 1</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>A column for each category, or one number for each.</source>
        <translation>每个类别一列，或每个类别一个数字。</translation>
    </message>
    <message>
        <source>One column each</source>
        <translation>每类一列（独热编码）</translation>
    </message>
    <message>
        <source>One number each</source>
        <translation>每类一个数字</translation>
    </message>
    <message>
        <source>Feature selection</source>
        <translation>特征选择</translation>
    </message>
    <message>
        <source>Fewer features are easier to explain and to trust with few cases.</source>
        <translation>病例少时，特征越少越容易解释，也越可信。</translation>
    </message>
    <message>
        <source>Drop constant ones</source>
        <translation>去掉恒定的特征</translation>
    </message>
    <message>
        <source>Drop correlated ones</source>
        <translation>去掉高度相关的特征</translation>
    </message>
    <message>
        <source>Mutual information</source>
        <translation>互信息</translation>
    </message>
    <message>
        <source>Relevant, not redundant (mRMR)</source>
        <translation>最大相关最小冗余（mRMR）</translation>
    </message>
    <message>
        <source>L1-regularised</source>
        <translation>L1 正则化</translation>
    </message>
    <message>
        <source>Features kept</source>
        <translation>保留的特征数</translation>
    </message>
    <message>
        <source>At most; for mutual information, mRMR and L1.</source>
        <translation>最多保留的个数；用于互信息、mRMR 和 L1。</translation>
    </message>
    <message>
        <source>Largest correlation</source>
        <translation>最大相关系数</translation>
    </message>
    <message>
        <source>Of two features more alike than this one is dropped.</source>
        <translation>两个特征的相关性高于此值时，去掉其中一个。</translation>
    </message>
    <message>
        <source>Features are put together into so many; automatic keeps them.</source>
        <translation>将特征合并为这么多个主成分。自动：保留原特征。</translation>
    </message>
    <message>
        <source>Class imbalance</source>
        <translation>类别不平衡</translation>
    </message>
    <message>
        <source>Lets rare classes count as much as frequent ones; only training cases are changed. SMOTE and ADASYN make cases between others, also between categories; where there are many, weigh classes or repeat cases instead.</source>
        <translation>使少数类与多数类同样受重视；只改变训练病例。SMOTE 和 ADASYN 在已有病例之间生成新病例，类别之间也会插值；类别特征较多时，请改用类别加权或重复少数病例。</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Weigh classes</source>
        <translation>类别加权</translation>
    </message>
    <message>
        <source>SMOTE</source>
        <translation>SMOTE</translation>
    </message>
    <message>
        <source>Borderline SMOTE</source>
        <translation>Borderline SMOTE</translation>
    </message>
    <message>
        <source>ADASYN</source>
        <translation>ADASYN</translation>
    </message>
    <message>
        <source>Repeat rare cases</source>
        <translation>重复少数类病例</translation>
    </message>
    <message>
        <source>Drop frequent cases</source>
        <translation>减少多数类病例</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>概率校准</translation>
    </message>
    <message>
        <source>Makes 80 % mean that 80 of 100 such cases have the class. SVMs always have it; isotonic needs some 1000 cases.</source>
        <translation>使 80 % 意味着 100 个这样的病例中有 80 个属于该类别。SVM 总是进行校准；保序回归约需 1000 个病例。</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Isotonic</source>
        <translation>保序回归</translation>
    </message>
    <message>
        <source>From which probability on a case counts as positive, chosen on training cases only; for two classes.</source>
        <translation>概率达到多少时判为阳性，只用训练病例确定；用于两个类别。</translation>
    </message>
    <message>
        <source>50 %</source>
        <translation>50 %</translation>
    </message>
    <message>
        <source>Best sum of sensitivity and specificity</source>
        <translation>敏感度与特异度之和最大</translation>
    </message>
    <message>
        <source>Fixed sensitivity</source>
        <translation>固定敏感度</translation>
    </message>
    <message>
        <source>Sensitivity wanted</source>
        <translation>要求的敏感度</translation>
    </message>
    <message>
        <source>The threshold reaches it on training cases.</source>
        <translation>阈值在训练病例上达到此敏感度。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>参数搜索</translation>
    </message>
    <message>
        <source>Tries values for those hyper-parameters that are automatic.</source>
        <translation>对设为“自动”的超参数尝试不同的取值。</translation>
    </message>
    <message>
        <source>Search hyper-parameters</source>
        <translation>搜索超参数</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Sets of hyper-parameters that are tried.</source>
        <translation>尝试的超参数组合数。</translation>
    </message>
    <message>
        <source>Time for the search</source>
        <translation>搜索时限</translation>
    </message>
    <message>
        <source>Ends it early, in each fold; then two runs may differ. Automatic lets all trials end.</source>
        <translation>在每一折中提前结束搜索；此时两次运行的结果可能不同。自动：完成全部尝试。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Inner folds</source>
        <translation>内层折数</translation>
    </message>
    <message>
        <source>Folds of the training cases for search, calibration and threshold.</source>
        <translation>将训练病例分成这么多折，用于搜索、校准和确定阈值。</translation>
    </message>
    <message>
        <source>The same seed repeats the same result.</source>
        <translation>种子相同，结果也相同。</translation>
    </message>
    <message>
        <source>Tested on</source>
        <translation>测试方式</translation>
    </message>
    <message>
        <source>Folds of patients in turn, each hospital in turn, or the cases that the split column calls test.</source>
        <translation>按患者分折轮流、各医院轮流，或用划分列中标为 test 的病例测试。</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>K 折交叉验证</translation>
    </message>
    <message>
        <source>Each site in turn</source>
        <translation>各中心轮流留出</translation>
    </message>
    <message>
        <source>Test split</source>
        <translation>划分的测试集</translation>
    </message>
    <message>
        <source>Parts that are tested in turn.</source>
        <translation>轮流用作测试的份数。</translation>
    </message>
    <message>
        <source>The folds are drawn anew so often.</source>
        <translation>重新分折的次数。</translation>
    </message>
    <message>
        <source>Bootstrap samples</source>
        <translation>Bootstrap 抽样次数</translation>
    </message>
    <message>
        <source>For the 95 % intervals; more steady them.</source>
        <translation>用于 95 % 置信区间；次数越多，区间越稳定。</translation>
    </message>
    <message>
        <source>Processes that work at the same time; the result is the same for any number.</source>
        <translation>同时工作的进程数；结果与数目无关。</translation>
    </message>
    <message>
        <source>Resume folder</source>
        <translation>续算文件夹</translation>
    </message>
    <message>
        <source>Finished folds are kept here, so that the same run goes on after an interruption.</source>
        <translation>已完成的折保存在此处，中断后可继续同一次运行。</translation>
    </message>
    <message>
        <source>Compare two classifiers</source>
        <translation>比较两个分类器</translation>
    </message>
    <message>
        <source>Whether one classifier is better than another on the same cases.</source>
        <translation>对相同的病例，一个分类器是否优于另一个。</translation>
    </message>
    <message>
        <source>Predictions of one validation.</source>
        <translation>一次验证的预测。</translation>
    </message>
    <message>
        <source>Predictions of the other validation.</source>
        <translation>另一次验证的预测。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>The class whose ROC curves are compared; empty takes the last one.</source>
        <translation>要比较 ROC 曲线的类别；留空则取最后一个。</translation>
    </message>
    <message>
        <source>Learning curve</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>Whether more cases would make the classifier better.</source>
        <translation>增加病例能否使分类器更好。</translation>
    </message>
    <message>
        <source>Sizes of the training part that are tried.</source>
        <translation>尝试的训练集大小的个数。</translation>
    </message>
    <message>
        <source>Leakage check</source>
        <translation>泄漏检查</translation>
    </message>
    <message>
        <source>With shuffled labels nothing can be predicted, unless the validation leaks.</source>
        <translation>标签打乱后应无法预测，除非验证存在泄漏。</translation>
    </message>
    <message>
        <source>Permutations</source>
        <translation>置换次数</translation>
    </message>
    <message>
        <source>How often the labels are shuffled.</source>
        <translation>标签打乱的次数。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Train a classifier</source>
        <translation>训练分类器</translation>
    </message>
    <message>
        <source>Fits a classifier on all labelled cases and saves it with its model card.</source>
        <translation>用所有带标签的病例训练分类器，并连同模型卡一起保存。</translation>
    </message>
    <message>
        <source>A row for each case: features, clinical values, label.</source>
        <translation>每个病例一行：特征、临床数据、标签。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Of the model; its file is called so.</source>
        <translation>模型的名称；也用作文件名。</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>预期用途</translation>
    </message>
    <message>
        <source>For whom and what it is made, and for what not; stands in its card.</source>
        <translation>适用于谁、用于什么，以及不适用于什么；写入模型卡。</translation>
    </message>
    <message>
        <source>Keep training cases</source>
        <translation>保留训练病例</translation>
    </message>
    <message>
        <source>Stores their values under numbers in the model, so that the nearest ones can be shown beside a new case. Such a model must not leave the hospital.</source>
        <translation>将训练病例的取值以编号存入模型，以便在新病例旁显示最相似的病例。这样的模型不得带出医院。</translation>
    </message>
    <message>
        <source>Folds of the check</source>
        <translation>检验折数</translation>
    </message>
    <message>
        <source>Cases are predicted while left out, for the model&apos;s card and its intervals.</source>
        <translation>病例留出后再预测，用于模型卡及其区间。</translation>
    </message>
    <message>
        <source>Where to keep the model; empty: the folder of models.</source>
        <translation>保存模型的位置；留空：模型文件夹。</translation>
    </message>
    <message>
        <source>Extraction</source>
        <translation>特征提取</translation>
    </message>
    <message>
        <source>How the features were made: operation, parameters, versions.</source>
        <translation>特征是如何得到的：操作、参数、版本。</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>What a saved classifier says about each row of a table.</source>
        <translation>已保存的分类器对表格中每一行的预测。</translation>
    </message>
    <message>
        <source>A row for each case, with the columns of the training.</source>
        <translation>每个病例一行，含训练所用的各列。</translation>
    </message>
    <message>
        <source>A trained classifier (.medai).</source>
        <translation>训练好的分类器（.medai）。</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>Train a network</source>
        <translation>训练网络</translation>
    </message>
    <message>
        <source>Trains a network on the images of a cohort and saves it as a MONAI bundle.</source>
        <translation>用队列的图像训练网络，并保存为 MONAI bundle。</translation>
    </message>
    <message>
        <source>A cohort: case, image, label, patient, split.</source>
        <translation>队列：病例、图像、标签、患者、划分。</translation>
    </message>
    <message>
        <source>A network, or another MONAI bundle, whose weights training begins with.</source>
        <translation>训练以该网络（或其他 MONAI 模型包）的权重作为起点。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Voxels the network sees along columns, rows and slices; slices count in 3D only. Automatic: the median of the images, at most 224 in 2D and 96 in 3D.</source>
        <translation>网络沿列、行、层方向所见的体素数；层数只用于 3D。自动：各图像的中位数，2D 最多 224，3D 最多 96。</translation>
    </message>
    <message>
        <source>Resize stretches each image to the size; pad keeps its scale, and cuts or fills around its centre.</source>
        <translation>“缩放”将每个图像拉伸到该大小；“填充或裁剪”保持比例，在其中心周围填充或裁剪。</translation>
    </message>
    <message>
        <source>Volumes are resampled to this voxel size (R, A, S) first. Automatic: their own.</source>
        <translation>首先将体数据重采样到此体素大小（R、A、S）。自动：保持各自的体素大小。</translation>
    </message>
    <message>
        <source>Range: the 0.5th to 99.5th percentile of each image become 0 to 1. Window: black to white become 0 to 1, for CT. Z-score: mean 0, deviation 1.</source>
        <translation>范围：每个图像的第 0.5 至 99.5 百分位数变为 0 到 1。窗宽：黑到白变为 0 到 1，用于 CT。z 分数：均值为 0、标准差为 1。</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑</translation>
    </message>
    <message>
        <source>Lower end of the window.</source>
        <translation>窗的下限。</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白</translation>
    </message>
    <message>
        <source>Upper end of the window.</source>
        <translation>窗的上限。</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>翻转</translation>
    </message>
    <message>
        <source>Mirrors training images at random; not where sides matter.</source>
        <translation>随机镜像翻转训练图像；左右有区别时不要使用。</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>左右</translation>
    </message>
    <message>
        <source>All axes</source>
        <translation>所有轴</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Turns training images by up to so much.</source>
        <translation>旋转训练图像的最大角度。</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>随机缩放</translation>
    </message>
    <message>
        <source>Scales training images by up to so much.</source>
        <translation>缩放训练图像的最大幅度。</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Moves training images by up to so much of their size.</source>
        <translation>平移训练图像的最大幅度，以图像大小的比例计。</translation>
    </message>
    <message>
        <source>Elastic</source>
        <translation>弹性形变</translation>
    </message>
    <message>
        <source>Bends training images by about so much at most.</source>
        <translation>训练图像弹性形变的大致最大幅度。</translation>
    </message>
    <message>
        <source>Adds noise of up to this deviation, in units of what the network sees.</source>
        <translation>加入噪声的最大标准差，以网络所见强度为单位。</translation>
    </message>
    <message>
        <source>Changes the gamma by up to this factor.</source>
        <translation>伽马变化的最大幅度。</translation>
    </message>
    <message>
        <source>Bias field</source>
        <translation>偏置场</translation>
    </message>
    <message>
        <source>Shades training images unevenly, as coils of MR do.</source>
        <translation>使训练图像明暗不均，如同 MR 线圈造成的那样。</translation>
    </message>
    <message>
        <source>Cutout</source>
        <translation>Cutout（随机遮挡）</translation>
    </message>
    <message>
        <source>Hides a box of this share of each axis (DeVries and Taylor 2017).</source>
        <translation>遮挡一个方框，边长为各轴的这一比例（DeVries and Taylor 2017）。</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>Mixup（样本混合）</translation>
    </message>
    <message>
        <source>Blends pairs of images and their classes; the larger, the more (Zhang et al., ICLR 2018).</source>
        <translation>将成对的图像及其类别混合；值越大，混合越多（Zhang et al., ICLR 2018）。</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>How often every case is seen.</source>
        <translation>每个病例学习多少遍。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Images at a time; more need more memory. Automatic: as many as the GPU holds, at most 64, or 16 on the CPU; fewer where cases are few.</source>
        <translation>一次处理的图像数；越多，占用的内存越多。自动：GPU 所能容纳的数目，最多 64；在 CPU 上为 16；病例少时更少。</translation>
    </message>
    <message>
        <source>images</source>
        <translation>个图像</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>Batches until the weights change: like a larger batch, without its memory.</source>
        <translation>累积多少批才更新一次权重：效果如同更大的批，但不多占内存。</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>AdamW (Loshchilov and Hutter 2019), or SGD with Nesterov&apos;s momentum.</source>
        <translation>AdamW（Loshchilov and Hutter 2019），或带 Nesterov 动量的 SGD。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Size of the steps. Automatic: found by a trial of 100 steps (Smith 2017).</source>
        <translation>每一步的大小。自动：通过 100 步的试验确定（Smith 2017）。</translation>
    </message>
    <message>
        <source>Rate of earlier stages</source>
        <translation>前面阶段的学习率</translation>
    </message>
    <message>
        <source>Each stage of the network learns at this share of the rate of the next one (Howard and Ruder 2018: 0.4, for a trained network); 1: all alike.</source>
        <translation>网络每个阶段的学习率为后一阶段的这一比例（Howard and Ruder 2018：对训练好的网络取 0.4）；1 表示各阶段相同。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Keeps weights small.</source>
        <translation>使权重保持较小。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the learning rate falls: along half a cosine, tenfold whenever the validation loss has not improved for 5 epochs, or not at all.</source>
        <translation>学习率如何下降：按半个余弦曲线；验证损失连续 5 轮没有改善时降为十分之一；或保持不变。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦退火</translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation>停滞时下降</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Epochs until the learning rate is reached.</source>
        <translation>经过多少轮达到设定的学习率。</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>早停耐心值</translation>
    </message>
    <message>
        <source>Training ends when the validation loss has not improved for so many epochs; 0 never ends early.</source>
        <translation>验证损失连续这么多轮没有改善时结束训练；0 表示从不提前结束。</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Decay of a moving average of the weights, which is then validated and kept; 0 for none.</source>
        <translation>权重滑动平均的衰减系数，用平均后的权重验证并保存；0 表示不用。</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>混合精度</translation>
    </message>
    <message>
        <source>Half the memory on GPUs that compute in bfloat16; no effect on others.</source>
        <translation>在支持 bfloat16 计算的 GPU 上显存占用减半；在其他设备上无作用。</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Train on so many GPUs of this machine at once, each with its share of the batch.</source>
        <translation>同时用本机的这么多个 GPU 训练，每个 GPU 处理批中的一部分。</translation>
    </message>
    <message>
        <source>GPU 1</source>
        <translation>GPU 1</translation>
    </message>
    <message>
        <source>GPU 2</source>
        <translation>GPU 2</translation>
    </message>
    <message>
        <source>GPU 3</source>
        <translation>GPU 3</translation>
    </message>
    <message>
        <source>GPU 4</source>
        <translation>GPU 4</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple GPU</translation>
    </message>
    <message>
        <source>Rare classes</source>
        <translation>少数类</translation>
    </message>
    <message>
        <source>Errors on them weigh more, or they are drawn more often.</source>
        <translation>加大其错误的权重，或更频繁地抽取。</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>类别权重</translation>
    </message>
    <message>
        <source>Balanced sampling</source>
        <translation>均衡采样</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>Focal: easy cases count less (Lin et al., ICCV 2017, gamma 2).</source>
        <translation>Focal：降低容易病例的权重（Lin et al., ICCV 2017，gamma 取 2）。</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Focal</source>
        <translation>Focal 损失</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of certainty that goes to the other classes.</source>
        <translation>分给其他类别的概率比例。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of values dropped before dense layers; in DenseNet, within its blocks. ResNets have no dropout, EfficientNet has its own of 20 %.</source>
        <translation>全连接层之前随机丢弃的值的比例；DenseNet 在其各块内部丢弃。ResNet 没有 dropout，EfficientNet 固定使用 20 %。</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>迁移学习</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>What stays as it is in the network that training starts from: nothing, its first stages, or all but the last layer. Few cases: freeze more.</source>
        <translation>作为训练起点的网络中保持不变的部分：不冻结任何部分、前几个阶段，或除最后一层外的全部。病例少时应多冻结。</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不冻结</translation>
    </message>
    <message>
        <source>First stages</source>
        <translation>前几个阶段</translation>
    </message>
    <message>
        <source>All but the last layer</source>
        <translation>除最后一层外的全部</translation>
    </message>
    <message>
        <source>Frozen stages</source>
        <translation>冻结的阶段数</translation>
    </message>
    <message>
        <source>How many of the first stages stay as they are; a stage ends where the network halves its maps.</source>
        <translation>前面多少个阶段保持不变；网络将特征图减半处为一个阶段的结束。</translation>
    </message>
    <message>
        <source>The plain CNN is small and fast; DenseNet and ResNet are the usual choice for more cases; CNN and LSTM or GRU read slices or frames in their order.</source>
        <translation>简单 CNN 小而快；病例较多时通常选用 DenseNet 和 ResNet；CNN 加 LSTM 或 GRU 按顺序读取各层或各帧。</translation>
    </message>
    <message>
        <source>Plain CNN</source>
        <translation>简单 CNN</translation>
    </message>
    <message>
        <source>AlexNet</source>
        <translation>AlexNet</translation>
    </message>
    <message>
        <source>VGG-16</source>
        <translation>VGG-16</translation>
    </message>
    <message>
        <source>GoogLeNet</source>
        <translation>GoogLeNet</translation>
    </message>
    <message>
        <source>ResNet-18</source>
        <translation>ResNet-18</translation>
    </message>
    <message>
        <source>ResNet-50</source>
        <translation>ResNet-50</translation>
    </message>
    <message>
        <source>DenseNet-121</source>
        <translation>DenseNet-121</translation>
    </message>
    <message>
        <source>EfficientNet-B0</source>
        <translation>EfficientNet-B0</translation>
    </message>
    <message>
        <source>Vision transformer</source>
        <translation>视觉 Transformer（ViT）</translation>
    </message>
    <message>
        <source>CNN and LSTM along slices</source>
        <translation>沿层方向的 CNN + LSTM</translation>
    </message>
    <message>
        <source>CNN and GRU along slices</source>
        <translation>沿层方向的 CNN + GRU</translation>
    </message>
    <message>
        <source>LSTM of signals</source>
        <translation>用于信号的 LSTM</translation>
    </message>
    <message>
        <source>Clinical columns</source>
        <translation>临床数据列</translation>
    </message>
    <message>
        <source>Columns that the network sees beside the image, separated by commas, such as age or sex; cells may be empty.</source>
        <translation>除图像外，网络还使用的列，用逗号隔开，例如年龄或性别；单元格可以留空。</translation>
    </message>
    <message>
        <source>Clinical columns whose numbers stand for categories.</source>
        <translation>其数字代表类别的临床数据列。</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准概率</translation>
    </message>
    <message>
        <source>Probabilities are made to mean what they say, on the validation cases (temperature scaling, Guo et al., ICML 2017); answers stay the same.</source>
        <translation>用验证病例使概率名副其实（温度缩放，Guo et al., ICML 2017）；预测结果不变。</translation>
    </message>
    <message>
        <source>Share of patients that choose the best epoch; without effect where the table has a split with validation cases.</source>
        <translation>用于选择最佳轮次的患者比例；表格的划分已有验证病例时无作用。</translation>
    </message>
    <message>
        <source>Every epoch is kept here, so that the same training goes on after an interruption; empty: a folder among the models, emptied at the end.</source>
        <translation>每一轮都保存在此处，中断后可继续同一次训练；留空：模型文件夹中的一个文件夹，结束时清空。</translation>
    </message>
    <message>
        <source>Share of patients to measure with; without effect where the table has a split.</source>
        <translation>用于测试的患者比例；表格已有划分时无作用。</translation>
    </message>
    <message>
        <source>Cross-validate a network</source>
        <translation>交叉验证网络</translation>
    </message>
    <message>
        <source>Trains a network for each fold of patients, and keeps all of them as one model.</source>
        <translation>按患者分折，每折训练一个网络，并将所有网络作为一个模型保存。</translation>
    </message>
    <message>
        <source>Parts of the patients that are tested in turn.</source>
        <translation>将患者分成这么多份，轮流用作测试。</translation>
    </message>
    <message>
        <source>Apply a network</source>
        <translation>应用网络</translation>
    </message>
    <message>
        <source>What a trained network says of a volume, its segments, or the images of a table.</source>
        <translation>训练好的网络对体数据、其各片段或表格中各图像的预测。</translation>
    </message>
    <message>
        <source>A network of &apos;Train a network&apos;.</source>
        <translation>由“训练网络”得到的网络。</translation>
    </message>
    <message>
        <source>The volume or picture.</source>
        <translation>体数据或图片。</translation>
    </message>
    <message>
        <source>The box around each is looked at.</source>
        <translation>考察每个片段的外接框。</translation>
    </message>
    <message>
        <source>Instead of a volume: cases with images.</source>
        <translation>代替体数据：带图像的病例。</translation>
    </message>
    <message>
        <source>Test-time flips</source>
        <translation>测试时翻转</translation>
    </message>
    <message>
        <source>The mean over the image and its mirror images.</source>
        <translation>对图像及其镜像的预测取平均。</translation>
    </message>
    <message>
        <source>Dropout samples</source>
        <translation>Dropout 采样次数</translation>
    </message>
    <message>
        <source>Runs with dropout left on, whose spread says how sure the network is (Gal and Ghahramani, ICML 2016); 0 for none.</source>
        <translation>预测时保持 dropout 的次数，其离散程度说明网络有多大把握（Gal and Ghahramani, ICML 2016）；0 表示不用。</translation>
    </message>
    <message>
        <source>Images at a time.</source>
        <translation>一次处理的图像数。</translation>
    </message>
    <message>
        <source>Apply a network to frames</source>
        <translation>对各帧应用网络</translation>
    </message>
    <message>
        <source>What a trained network says of every frame of a sequence, over time; or of all together, where it reads them in order.</source>
        <translation>训练好的网络对序列中每一帧的预测随时间的变化；按顺序读取各帧的网络则对所有帧给出一个结果。</translation>
    </message>
    <message>
        <source>Frames, such as a cine.</source>
        <translation>各帧图像，例如电影序列。</translation>
    </message>
    <message>
        <source>Show augmented images</source>
        <translation>显示增强后的图像</translation>
    </message>
    <message>
        <source>Shows an image of a cohort as training varies it.</source>
        <translation>显示队列中的一个图像在训练中如何变化。</translation>
    </message>
    <message>
        <source>Whose image is varied; empty takes the first.</source>
        <translation>使用哪个病例的图像；留空则取第一个。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The first is not varied.</source>
        <translation>第一张是未经变化的图像。</translation>
    </message>
    <message>
        <source>Some need images of a certain size at least.</source>
        <translation>有些网络要求图像不小于一定的大小。</translation>
    </message>
    <message>
        <source>List networks</source>
        <translation>列出网络</translation>
    </message>
    <message>
        <source>Lists the networks and bundles kept on this computer, with what they are for.</source>
        <translation>列出本机上保存的网络和 bundle 及其用途。</translation>
    </message>
    <message>
        <source>Where to look; empty: the folder of models.</source>
        <translation>查找的位置；留空：模型文件夹。</translation>
    </message>
    <message>
        <source>Load a model</source>
        <translation>载入模型</translation>
    </message>
    <message>
        <source>Checks a classifier&apos;s file as a prediction does, and shows its model card.</source>
        <translation>按预测时的方式检查分类器文件，并显示其模型卡。</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Predict a diagnosis</source>
        <translation>预测诊断</translation>
    </message>
    <message>
        <source>Class probabilities of one case, what speaks for and against, and a report.</source>
        <translation>一个病例的类别概率、支持和反对的因素，以及报告。</translation>
    </message>
    <message>
        <source>One row: features and clinical values, which may be missing.</source>
        <translation>一行：特征和临床数据，可以有缺失。</translation>
    </message>
    <message>
        <source>For pictures in the report.</source>
        <translation>用于报告中的图片。</translation>
    </message>
    <message>
        <source>Outlined in the pictures.</source>
        <translation>在图片中勾画。</translation>
    </message>
    <message>
        <source>Which row: its id in the column &apos;case&apos;. Empty takes the only row.</source>
        <translation>取哪一行：“case”列中的编号。留空则取唯一的一行。</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>The class that features speak for or against. Empty takes the positive one of two, the most probable one of more.</source>
        <translation>各特征支持或反对的类别。留空则取两个类别中的阳性类别；多于两个时取概率最高的类别。</translation>
    </message>
    <message>
        <source>For more than 12 features, whose contributions are estimated: more make them more exact and take longer.</source>
        <translation>特征多于 12 个时，其贡献由估计得到：次数越多越准确，用时也越长。</translation>
    </message>
    <message>
        <source>So many training cases are shown beside it.</source>
        <translation>在旁边显示这么多个训练病例。</translation>
    </message>
    <message>
        <source>Name or number for the report; empty leaves the report without.</source>
        <translation>写入报告的名称或编号；留空则报告中不写。</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Stands in the report.</source>
        <translation>写入报告。</translation>
    </message>
    <message>
        <source>PDF file</source>
        <translation>PDF 文件</translation>
    </message>
    <message>
        <source>Where to write the report to print; empty writes none.</source>
        <translation>可打印报告的保存位置；留空则不保存。</translation>
    </message>
    <message>
        <source>Permutation importance</source>
        <translation>置换重要性</translation>
    </message>
    <message>
        <source>How much worse predictions get when each feature is shuffled.</source>
        <translation>打乱每个特征后，预测变差多少。</translation>
    </message>
    <message>
        <source>Labelled cases, best ones the model has not seen.</source>
        <translation>带标签的病例，最好是模型未见过的。</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>What gets worse when a feature&apos;s values are shuffled among the cases.</source>
        <translation>在病例之间打乱某个特征的取值后，考察哪个指标变差。</translation>
    </message>
    <message>
        <source>ROC AUC</source>
        <translation>ROC AUC</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier 分数</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>评估数据</translation>
    </message>
    <message>
        <source>The table as it is, if the model has not seen it; else folds, with models trained anew without each.</source>
        <translation>模型未见过该表格时直接使用；否则分折，每次留出一折重新训练模型。</translation>
    </message>
    <message>
        <source>The table as it is</source>
        <translation>该表格本身</translation>
    </message>
    <message>
        <source>Left-out folds</source>
        <translation>留出的折</translation>
    </message>
    <message>
        <source>Together from correlation</source>
        <translation>合并打乱的相关系数</translation>
    </message>
    <message>
        <source>Columns that are more alike are shuffled together, because one stands in for the other. Automatic shuffles each alone.</source>
        <translation>相关性高于此值的列一起打乱，因为它们可以互相替代。自动：逐列打乱。</translation>
    </message>
    <message>
        <source>Shuffles of each feature; more steady the result.</source>
        <translation>每个特征打乱的次数；次数越多，结果越稳定。</translation>
    </message>
    <message>
        <source>For left-out folds.</source>
        <translation>用于留出的折。</translation>
    </message>
    <message>
        <source>For the 95 % intervals.</source>
        <translation>用于 95 % 置信区间。</translation>
    </message>
    <message>
        <source>Column with the class; empty takes the model&apos;s.</source>
        <translation>给出类别的列；留空则取模型所用的列。</translation>
    </message>
    <message>
        <source>Column with the patient, for folds and intervals.</source>
        <translation>给出患者的列，用于分折和计算区间。</translation>
    </message>
    <message>
        <source>Forest importance</source>
        <translation>森林重要性</translation>
    </message>
    <message>
        <source>How much each column helped a forest&apos;s trees on its training cases.</source>
        <translation>各列对森林中各棵树划分其训练病例的贡献。</translation>
    </message>
    <message>
        <source>Partial dependence</source>
        <translation>部分依赖</translation>
    </message>
    <message>
        <source>The predicted probability as one feature changes and all others stay.</source>
        <translation>一个特征变化而其他特征不变时的预测概率。</translation>
    </message>
    <message>
        <source>Cases to average over; else the model&apos;s.</source>
        <translation>用于取平均的病例；没有则用模型中的病例。</translation>
    </message>
    <message>
        <source>The column that is varied; empty takes the first.</source>
        <translation>要变化的列；留空则取第一列。</translation>
    </message>
    <message>
        <source>Whose probability is shown; empty takes the positive or last one.</source>
        <translation>显示哪个类别的概率；留空则取阳性类别或最后一个。</translation>
    </message>
    <message>
        <source>Values that are tried.</source>
        <translation>尝试的取值个数。</translation>
    </message>
    <message>
        <source>Cases shown</source>
        <translation>显示的病例数</translation>
    </message>
    <message>
        <source>Lines of single cases (ICE) beside their mean.</source>
        <translation>在均值旁显示单个病例的曲线（ICE）。</translation>
    </message>
    <message>
        <source>What would change the answer</source>
        <translation>怎样会改变预测结果</translation>
    </message>
    <message>
        <source>Small changes of one case that make the model answer differently.</source>
        <translation>对一个病例作哪些小的改动，模型的预测结果就会不同（反事实解释）。</translation>
    </message>
    <message>
        <source>The case: a row with the columns of the training.</source>
        <translation>病例：含训练所用各列的一行。</translation>
    </message>
    <message>
        <source>Wanted answer</source>
        <translation>目标结果</translation>
    </message>
    <message>
        <source>The class to reach; empty takes the next most probable one.</source>
        <translation>要达到的类别；留空则取概率次高的类别。</translation>
    </message>
    <message>
        <source>Fixed columns</source>
        <translation>固定的列</translation>
    </message>
    <message>
        <source>What cannot change, such as age or sex.</source>
        <translation>不能改变的内容，例如年龄或性别。</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>方案数</translation>
    </message>
    <message>
        <source>Different ways to get there.</source>
        <translation>达到目标的不同途径。</translation>
    </message>
    <message>
        <source>Changes at most</source>
        <translation>最多改动</translation>
    </message>
    <message>
        <source>Columns that may change together.</source>
        <translation>可以同时改动的列数。</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Which voxels speak for what a network answers, and whether that is true.</source>
        <translation>哪些体素支持网络的预测结果，以及这一解释是否可信。</translation>
    </message>
    <message>
        <source>The box around each is explained.</source>
        <translation>对每个片段的外接框作出解释。</translation>
    </message>
    <message>
        <source>HiResCAM and Grad-CAM: the last maps of the network that are fine enough; HiResCAM also where dense layers follow. Occlusion: what happens when boxes are hidden; slow, for any network. Integrated gradients: single voxels. Attention: slices that a recurrent network looked at.</source>
        <translation>HiResCAM 和 Grad-CAM：使用网络中足够精细的最后一组特征图；后接全连接层时可用 HiResCAM。遮挡：考察遮住方框后的变化；较慢，适用于任何网络。积分梯度：精确到单个体素。注意力：循环网络所关注的切片。</translation>
    </message>
    <message>
        <source>HiResCAM</source>
        <translation>HiResCAM</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Grad-CAM++</source>
        <translation>Grad-CAM++</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>The class to explain; empty takes the network&apos;s answer.</source>
        <translation>要解释的类别；留空则取网络的预测结果。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>What speaks for the class, or against it.</source>
        <translation>支持该类别的因素，或反对该类别的因素。</translation>
    </message>
    <message>
        <source>For</source>
        <translation>支持</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>反对</translation>
    </message>
    <message>
        <source>Check the map</source>
        <translation>检验热图</translation>
    </message>
    <message>
        <source>Hides and shows voxels in the order of the map, and of the same map at random places: a faithful map changes the probability soonest (Petsiuk et al., BMVC 2018).</source>
        <translation>按热图的顺序以及将同一热图随机移位后的顺序遮住和显示体素：可信的热图使概率变化最快（Petsiuk et al., BMVC 2018）。</translation>
    </message>
    <message>
        <source>Random places</source>
        <translation>随机位置数</translation>
    </message>
    <message>
        <source>The map is compared with.</source>
        <translation>与热图作比较的随机位置的个数。</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>In which voxels are hidden or shown.</source>
        <translation>将体素分成这么多份，逐份遮住或显示。</translation>
    </message>
    <message>
        <source>Hidden voxels</source>
        <translation>遮住的体素</translation>
    </message>
    <message>
        <source>Become the mean of the image, a blurred image, or black.</source>
        <translation>变为图像的均值、模糊后的图像或黑色。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>Side of the boxes that occlusion hides, as a share of the image.</source>
        <translation>遮挡所用方框的边长，以占图像的比例计。</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>Boxes of occlusion overlap by half: finer; 4 times slower in 2D, 8 times in 3D.</source>
        <translation>遮挡所用的方框互相重叠一半：更精细；用时在 2D 中为 4 倍，3D 中为 8 倍。</translation>
    </message>
    <message>
        <source>Of integrated gradients; more are more exact.</source>
        <translation>用于积分梯度；步数越多越准确。</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Of integrated gradients: sigma of a Gaussian, in voxels that the network sees.</source>
        <translation>用于积分梯度：高斯平滑的 σ，以网络所见的体素为单位。</translation>
    </message>
    <message>
        <source>From strokes</source>
        <translation>涂画分割</translation>
    </message>
    <message>
        <source>Voxel classification</source>
        <translation>体素分类</translation>
    </message>
    <message>
        <source>Paint a few strokes of each class; the rest of the volume is classified alike.</source>
        <translation>每个类别涂几笔，体数据的其余部分照此分类。</translation>
    </message>
    <message>
        <source>The volume to segment.</source>
        <translation>要分割的体数据。</translation>
    </message>
    <message>
        <source>Painted voxels: a segment for each class, background too.</source>
        <translation>涂画的体素：每个类别一个片段，背景也要有。</translation>
    </message>
    <message>
        <source>Only voxels inside these boxes are classified.</source>
        <translation>只对这些框内的体素分类。</translation>
    </message>
    <message>
        <source>A random forest suits most images. A support vector machine draws smoother borders; logistic regression is the simplest and needs the fewest strokes.</source>
        <translation>随机森林适合大多数图像。支持向量机的边界更平滑；逻辑回归最简单，需要的涂画最少。</translation>
    </message>
    <message>
        <source>Support vector machine (RBF)</source>
        <translation>支持向量机（RBF）</translation>
    </message>
    <message>
        <source>Larger ignores noise and finer detail. Automatic is the smallest voxel edge.</source>
        <translation>值越大，越忽略噪声和细节。自动：体素的最短边长。</translation>
    </message>
    <message>
        <source>Number of scales</source>
        <translation>尺度数</translation>
    </message>
    <message>
        <source>Each is twice as large as the one before; more look farther around each voxel.</source>
        <translation>每个尺度是前一个的两倍；数目越多，考察的邻域越大。</translation>
    </message>
    <message>
        <source>How fast the intensity changes: finds borders.</source>
        <translation>强度变化的快慢：可找出边界。</translation>
    </message>
    <message>
        <source>Laplacian</source>
        <translation>拉普拉斯</translation>
    </message>
    <message>
        <source>Darker or brighter than all around: finds blobs.</source>
        <translation>比周围更暗或更亮：可找出斑点状结构。</translation>
    </message>
    <message>
        <source>Difference of Gaussians</source>
        <translation>高斯差分（DoG）</translation>
    </message>
    <message>
        <source>Detail between one scale and the next.</source>
        <translation>相邻两个尺度之间的细节。</translation>
    </message>
    <message>
        <source>Hessian</source>
        <translation>Hessian 矩阵</translation>
    </message>
    <message>
        <source>Tells blobs, tubes and sheets apart by their curvatures.</source>
        <translation>按曲率区分斑点状、管状和片状结构。</translation>
    </message>
    <message>
        <source>Structure tensor</source>
        <translation>结构张量</translation>
    </message>
    <message>
        <source>Tells flat, layered and cornered texture apart; slower, often better.</source>
        <translation>区分平坦、层状和角点纹理；较慢，效果往往更好。</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Also learns where things lie; paint all over the volume then, not in one place.</source>
        <translation>同时学习各结构的位置；此时应在整个体数据中涂画，而不要只涂一处。</translation>
    </message>
    <message>
        <source>Of the forest: more are steadier and slower.</source>
        <translation>用于随机森林：树越多，结果越稳定，也越慢。</translation>
    </message>
    <message>
        <source>Most voxels a class</source>
        <translation>每类体素上限</translation>
    </message>
    <message>
        <source>From more painted voxels than this, so many are drawn to learn from.</source>
        <translation>涂画的体素多于此数时，抽取这么多个用于学习。</translation>
    </message>
    <message>
        <source>Another one gives a slightly different forest.</source>
        <translation>换一个种子，得到的森林略有不同。</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>A volume to go with the segmentation. Paint more where it is uncertain.</source>
        <translation>与分割一起输出的体数据。在不确定处应多涂画。</translation>
    </message>
    <message>
        <source>Of one class</source>
        <translation>某一类别</translation>
    </message>
    <message>
        <source>Of every class</source>
        <translation>每个类别</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>不确定性</translation>
    </message>
    <message>
        <source>Name of the class whose probability is wanted; empty: the last one.</source>
        <translation>要输出其概率的类别名称；留空：最后一个。</translation>
    </message>
    <message>
        <source>Feature importance</source>
        <translation>特征重要性</translation>
    </message>
    <message>
        <source>A table of what the classifier looked at.</source>
        <translation>显示分类器所依据特征的表格。</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Classify one plane of voxels across this axis.</source>
        <translation>只对垂直于此轴的一个体素平面分类。</translation>
    </message>
    <message>
        <source>Plane number</source>
        <translation>平面编号</translation>
    </message>
    <message>
        <source>Counted from 0.</source>
        <translation>从 0 开始计数。</translation>
    </message>
    <message>
        <source>Save a voxel classifier</source>
        <translation>保存体素分类器</translation>
    </message>
    <message>
        <source>Learns the strokes and keeps what it learnt in a file, for other volumes.</source>
        <translation>从涂画中学习，并将所学保存到文件，用于其他体数据。</translation>
    </message>
    <message>
        <source>The volume that is painted on.</source>
        <translation>在其上涂画的体数据。</translation>
    </message>
    <message>
        <source>Of the classifier; its file is called so.</source>
        <translation>分类器的名称；也用作文件名。</translation>
    </message>
    <message>
        <source>Apply a voxel classifier</source>
        <translation>应用体素分类器</translation>
    </message>
    <message>
        <source>Segments a volume by what was learnt from strokes on another one.</source>
        <translation>用从另一个体数据的涂画中学到的内容分割此体数据。</translation>
    </message>
    <message>
        <source>A classifier that &apos;Save a voxel classifier&apos; has made.</source>
        <translation>由“保存体素分类器”得到的分类器。</translation>
    </message>
    <message>
        <source>A classifier saved elsewhere (.medai), where the scene has none to choose.</source>
        <translation>保存在其他位置的分类器（.medai），用于场景中没有可选的分类器时。</translation>
    </message>
    <message>
        <source>Bundles</source>
        <translation>MONAI bundle</translation>
    </message>
    <message>
        <source>List the Model Zoo</source>
        <translation>列出 Model Zoo</translation>
    </message>
    <message>
        <source>Asks MONAI&apos;s Model Zoo which bundles it has, and how large they are.</source>
        <translation>查询 MONAI 的 Model Zoo 中有哪些 bundle 及其大小。</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Address or path of the zoo&apos;s list (model_info.json).</source>
        <translation>Model Zoo 列表（model_info.json）的网址或路径。</translation>
    </message>
    <message>
        <source>Asks the server how large the newest version of each is.</source>
        <translation>向服务器查询每个 bundle 最新版本的大小。</translation>
    </message>
    <message>
        <source>Get a bundle</source>
        <translation>获取 bundle</translation>
    </message>
    <message>
        <source>Downloads a bundle by name or address, or takes a copy, checks it and looks at it.</source>
        <translation>按名称或网址下载 bundle，或使用已有的副本，校验并检查其内容。</translation>
    </message>
    <message>
        <source>Of a bundle in the Model Zoo, such as spleen_ct_segmentation; or its address; or the path of a copy on this computer.</source>
        <translation>Model Zoo 中 bundle 的名称，例如 spleen_ct_segmentation；或其网址；或本机上副本的路径。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Such as 0.5.9; empty: the newest.</source>
        <translation>例如 0.5.9；留空：最新版本。</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>What the file must have; empty: what the zoo&apos;s list says.</source>
        <translation>文件必须具有的校验值；留空：以 Model Zoo 列表所给的为准。</translation>
    </message>
    <message>
        <source>Where it is kept; empty: the folder of models.</source>
        <translation>保存位置；留空：模型文件夹。</translation>
    </message>
    <message>
        <source>Look at a bundle</source>
        <translation>查看 bundle</translation>
    </message>
    <message>
        <source>Says what a bundle is for, its licence, and what code it would run; runs none.</source>
        <translation>说明 bundle 的用途、许可证以及会运行哪些代码；查看时不运行任何代码。</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Bundle</translation>
    </message>
    <message>
        <source>A MONAI bundle: its zip file or folder.</source>
        <translation>MONAI bundle 的 zip 文件或文件夹。</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Which of the bundle&apos;s configs would be run.</source>
        <translation>将运行 bundle 的哪个配置。</translation>
    </message>
    <message>
        <source>Segment with a bundle</source>
        <translation>用 bundle 分割</translation>
    </message>
    <message>
        <source>Segments a volume with a MONAI bundle, prepared and finished as its config says.</source>
        <translation>用 MONAI bundle 分割体数据，预处理和后处理按其配置进行。</translation>
    </message>
    <message>
        <source>Channel 2 of bundles that take several.</source>
        <translation>用于需要多个通道的 bundle：通道 2。</translation>
    </message>
    <message>
        <source>Channel 3 of bundles that take several.</source>
        <translation>用于需要多个通道的 bundle：通道 3。</translation>
    </message>
    <message>
        <source>Channel 4 of bundles that take several.</source>
        <translation>用于需要多个通道的 bundle：通道 4。</translation>
    </message>
    <message>
        <source>Trusted fingerprint</source>
        <translation>信任的指纹</translation>
    </message>
    <message>
        <source>SHA-256 of a bundle that may run its own code, as &apos;Look at a bundle&apos; shows it. Empty: none may.</source>
        <translation>允许运行自带代码的 bundle 的 SHA-256，如“查看 bundle”所示。留空：一律不允许。</translation>
    </message>
    <message>
        <source>Which of the bundle&apos;s configs is run, such as inference_segresnet.</source>
        <translation>运行 bundle 的哪个配置，例如 inference_segresnet。</translation>
    </message>
    <message>
        <source>Probability of</source>
        <translation>概率类别</translation>
    </message>
    <message>
        <source>Name or number of a class whose probability is given as a volume too. Empty: none.</source>
        <translation>同时以体数据形式输出其概率的类别的名称或编号。留空：不输出。</translation>
    </message>
    <message>
        <source>Segment with TorchScript</source>
        <translation>用 TorchScript 分割</translation>
    </message>
    <message>
        <source>Segments a volume with a TorchScript network alone, prepared as you say.</source>
        <translation>只用 TorchScript 网络分割体数据，预处理由您指定。</translation>
    </message>
    <message>
        <source>A TorchScript file that gives values for each class and voxel.</source>
        <translation>为每个类别和体素给出数值的 TorchScript 文件。</translation>
    </message>
    <message>
        <source>Where the network&apos;s three axes point: R right, A anterior, S superior, L left, P posterior. Spacing, size and window follow it.</source>
        <translation>网络三个坐标轴的指向：R 右、A 前、S 上、L 左、P 后。间距、大小和窗口都按此顺序。</translation>
    </message>
    <message>
        <source>RAS (MONAI, nibabel)</source>
        <translation>RAS（MONAI、nibabel）</translation>
    </message>
    <message>
        <source>SAR: slices first</source>
        <translation>SAR：层在前</translation>
    </message>
    <message>
        <source>SPL: slices first (SimpleITK)</source>
        <translation>SPL：层在前（SimpleITK）</translation>
    </message>
    <message>
        <source>Voxel size the network was trained with. Automatic: the image&apos;s own.</source>
        <translation>网络训练时的体素大小。自动：图像自身的体素大小。</translation>
    </message>
    <message>
        <source>The whole image is resized to so many voxels. Automatic: it is not.</source>
        <translation>将整个图像缩放到这么多体素。自动：不缩放。</translation>
    </message>
    <message>
        <source>The network sees so many voxels at once, and the windows overlap. Automatic: all.</source>
        <translation>网络一次处理这么多体素，各窗口互相重叠。自动：一次处理全部。</translation>
    </message>
    <message>
        <source>Range: black to white become 0 to 1. Z-score: to a mean and deviation. Range, then z-score does both.</source>
        <translation>范围：黑到白变为 0 到 1。z 分数：变为给定的均值和标准差。“先范围后 z 分数”依次进行两者。</translation>
    </message>
    <message>
        <source>Range, then z-score</source>
        <translation>先范围后 z 分数</translation>
    </message>
    <message>
        <source>This percentile of intensities becomes 0.</source>
        <translation>强度的这一百分位数变为 0。</translation>
    </message>
    <message>
        <source>This percentile of intensities becomes 1.</source>
        <translation>强度的这一百分位数变为 1。</translation>
    </message>
    <message>
        <source>What a z-score makes of the mean.</source>
        <translation>z 分数将均值变为此值。</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>What a z-score makes of the standard deviation.</source>
        <translation>z 分数将标准差变为此值。</translation>
    </message>
    <message>
        <source>Largest part only</source>
        <translation>只保留最大部分</translation>
    </message>
    <message>
        <source>Keeps the largest connected part of each class.</source>
        <translation>每个类别只保留最大的连通部分。</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>Fills holes inside of each class.</source>
        <translation>填充每个类别内部的孔洞。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Names of the network&apos;s channels in order, separated by commas.</source>
        <translation>网络各通道的名称，按顺序，用逗号隔开。</translation>
    </message>
    <message>
        <source>Classify with a bundle</source>
        <translation>用 bundle 分类</translation>
    </message>
    <message>
        <source>Classifies a volume or its segments with a MONAI bundle, as its config says.</source>
        <translation>用 MONAI bundle 按其配置对体数据或其各片段分类。</translation>
    </message>
    <message>
        <source>Detect with a bundle</source>
        <translation>用 bundle 检测</translation>
    </message>
    <message>
        <source>Finds things in a volume with a MONAI bundle, as boxes with labels and scores.</source>
        <translation>用 MONAI bundle 检测体数据中的目标，输出带标签和分数的边界框。</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>最低分数</translation>
    </message>
    <message>
        <source>Boxes with a lower score are left out.</source>
        <translation>舍去分数更低的框。</translation>
    </message>
    <message>
        <source>Train a detector</source>
        <translation>训练检测器</translation>
    </message>
    <message>
        <source>Trains a network to find objects, from images with boxes.</source>
        <translation>用带框的图像训练检测目标的网络。</translation>
    </message>
    <message>
        <source>A cohort: case, image, patient, split, mask (for Mask R-CNN).</source>
        <translation>队列：病例、图像、患者、划分、掩膜（用于 Mask R-CNN）。</translation>
    </message>
    <message>
        <source>A row for each box: case, label, centre and size.</source>
        <translation>每个框一行：病例、标签、中心和大小。</translation>
    </message>
    <message>
        <source>A detector whose weights training begins with.</source>
        <translation>训练以该检测器的权重作为起点。</translation>
    </message>
    <message>
        <source>Instead: a network of &apos;Train a network&apos;, or another MONAI bundle. The backbone is such a network and begins with its weights.</source>
        <translation>或者：由“训练网络”得到的网络，或其他 MONAI 模型包。主干网络与其相同，并从其权重开始训练。</translation>
    </message>
    <message>
        <source>Images are resampled to this voxel size (R, A, S; of a picture columns and rows, whose pixels count as 1 mm); larger is faster and misses small objects. Automatic: so that small boxes keep some voxels.</source>
        <translation>将图像重采样到此体素大小（R、A、S；图片为列和行，像素按 1 mm 计）；值越大越快，但会漏检小目标。自动：使小框仍保留若干体素。</translation>
    </message>
    <message>
        <source>Edge of the pieces that the network sees in training and in windows, in voxels after resampling; larger needs more memory. Automatic: whole pictures in 2D, 64 in 3D.</source>
        <translation>网络在训练和滑动窗口中所见图块的边长，以重采样后的体素计；越大，占用的内存越多。自动：2D 为整幅图片，3D 为 64。</translation>
    </message>
    <message>
        <source>Turns training images by up to so much, in their slices.</source>
        <translation>在切片平面内旋转训练图像的最大角度。</translation>
    </message>
    <message>
        <source>Changes the contrast and brightness by up to so much.</source>
        <translation>改变对比度和亮度的最大幅度。</translation>
    </message>
    <message>
        <source>How often every image is seen.</source>
        <translation>每个图像学习多少遍。</translation>
    </message>
    <message>
        <source>Images at a time; more need more memory.</source>
        <translation>一次处理的图像数；越多，占用的内存越多。</translation>
    </message>
    <message>
        <source>Size of the steps.</source>
        <translation>每一步的步长。</translation>
    </message>
    <message>
        <source>Training ends when the validation cases have not improved for so many epochs; 0 never ends early.</source>
        <translation>验证病例的结果连续这么多轮没有改善时结束训练；0 表示从不提前结束。</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>Faster R-CNN: proposes boxes and judges them; the most exact. Mask R-CNN: also gives the voxels of each object, which it learns from the column &apos;mask&apos; of the cohort. RetinaNet: in one step. Centres: in one step and without anchors, meant for live use. Fast R-CNN and R-CNN judge boxes proposed by other means (selective search); slower.</source>
        <translation>Faster R-CNN：先提出候选区域再判别；最准确。Mask R-CNN：还给出每个对象的体素，从队列的“mask”列中学习。RetinaNet：一步完成。中心点：一步完成且不用锚框，用于实时检测。Fast R-CNN 和 R-CNN 判别由其他方法（选择性搜索）提出的候选区域；较慢。</translation>
    </message>
    <message>
        <source>Faster R-CNN</source>
        <translation>Faster R-CNN</translation>
    </message>
    <message>
        <source>Mask R-CNN</source>
        <translation>Mask R-CNN</translation>
    </message>
    <message>
        <source>RetinaNet</source>
        <translation>RetinaNet</translation>
    </message>
    <message>
        <source>Centres</source>
        <translation>中心点</translation>
    </message>
    <message>
        <source>Fast R-CNN</source>
        <translation>Fast R-CNN</translation>
    </message>
    <message>
        <source>R-CNN</source>
        <translation>R-CNN</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>主干网络</translation>
    </message>
    <message>
        <source>The network that makes features: the small one needs few cases and no GPU. The others are those of &apos;Train a network&apos;; one that was trained there can be chosen to begin with.</source>
        <translation>提取特征的网络：小型网络所需病例少，也不需要 GPU。其余为“训练网络”中的网络；可选择在那里训练好的网络作为起点。</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小型</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Channels of the small backbone&apos;s finest features; more see more and take longer.</source>
        <translation>小型主干网络最精细一级特征的通道数；越多，能学到的越多，用时也越长。</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Names to look for, separated by commas; empty takes all there are.</source>
        <translation>要检测的类别名称，用逗号隔开；留空则取所有类别。</translation>
    </message>
    <message>
        <source>Anchors</source>
        <translation>锚框</translation>
    </message>
    <message>
        <source>Sizes at each place of each level, proposed from the boxes.</source>
        <translation>每一级每个位置的锚框数，其大小由标注的框得出。</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>What Faster and Mask R-CNN learn their proposals from, and Fast R-CNN its judgement, beside objects: any background, or what they take for objects (hard negatives).</source>
        <translation>除目标之外，Faster 和 Mask R-CNN 学习候选区域、Fast R-CNN 学习判别所用的样本：任意背景，或被它们误认为目标的背景（难负样本）。</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Patches with objects</source>
        <translation>含目标的图块</translation>
    </message>
    <message>
        <source>Share of the patches that are placed at an object; the others lie anywhere.</source>
        <translation>取在目标处的图块所占的比例；其余图块位置随机。</translation>
    </message>
    <message>
        <source>Patches of an image</source>
        <translation>每个图像的图块数</translation>
    </message>
    <message>
        <source>Drawn in each epoch, where patches are smaller than the image.</source>
        <translation>图块小于图像时，每一轮所取的图块数。</translation>
    </message>
    <message>
        <source>Share of patients that choose the best epoch; without effect where the table has a split.</source>
        <translation>用于选择最佳轮次的患者比例；表格已有划分时无作用。</translation>
    </message>
    <message>
        <source>Column with the file of each image.</source>
        <translation>给出每个图像文件的列。</translation>
    </message>
    <message>
        <source>Apply a detector</source>
        <translation>应用检测器</translation>
    </message>
    <message>
        <source>The objects that a trained detector finds in a volume, or in the images of a table.</source>
        <translation>训练好的检测器在体数据或表格的各图像中检测到的目标。</translation>
    </message>
    <message>
        <source>A detector of &apos;Train a detector&apos;.</source>
        <translation>由“训练检测器”得到的检测器。</translation>
    </message>
    <message>
        <source>Only what lies inside these boxes is looked at.</source>
        <translation>只考察这些框内的部分。</translation>
    </message>
    <message>
        <source>Least score</source>
        <translation>最低分数</translation>
    </message>
    <message>
        <source>Larger leaves only boxes that the detector is surer of.</source>
        <translation>值越大，只留下检测器越有把握的框。</translation>
    </message>
    <message>
        <source>Of boxes of a class that overlap by more (intersection over union), one stays; larger keeps more.</source>
        <translation>同一类别的框重叠（交并比）超过此值时只保留一个；值越大，保留的越多。</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Of boxes of overlapping windows the strongest stays, or those are averaged that overlap by more than half of Overlap, since windows cut objects (weighted box clustering).</source>
        <translation>重叠窗口中的框，或保留最强的一个，或将重叠超过“重叠”一半的框加权平均（weighted box clustering），因为窗口会切断对象。</translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation>保留最强</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权平均</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Of a detector that also gives voxels (Mask R-CNN): one for each object, or one for each class.</source>
        <translation>对于同时给出体素的检测器（Mask R-CNN）：每个对象一个片段，或每个类别一个片段。</translation>
    </message>
    <message>
        <source>Each object</source>
        <translation>每个对象</translation>
    </message>
    <message>
        <source>Each class</source>
        <translation>每个类别</translation>
    </message>
    <message>
        <source>Most boxes</source>
        <translation>最多框数</translation>
    </message>
    <message>
        <source>In one image.</source>
        <translation>一个图像中的最多框数。</translation>
    </message>
    <message>
        <source>Overlap of windows</source>
        <translation>窗口重叠</translation>
    </message>
    <message>
        <source>Larger misses less at the edges of windows and takes longer.</source>
        <translation>值越大，窗口边缘处漏检越少，用时越长。</translation>
    </message>
    <message>
        <source>Also looks at mirror images and averages the boxes.</source>
        <translation>同时检测镜像，并对框取平均。</translation>
    </message>
    <message>
        <source>Images or windows at a time.</source>
        <translation>一次处理的图像或窗口数。</translation>
    </message>
    <message>
        <source>Apply a detector to frames</source>
        <translation>对各帧应用检测器</translation>
    </message>
    <message>
        <source>The objects that a trained 2D detector finds in every frame of a sequence.</source>
        <translation>训练好的 2D 检测器在序列的每一帧中检测到的目标。</translation>
    </message>
    <message>
        <source>Without examples</source>
        <translation>无需示例</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>斑点</translation>
    </message>
    <message>
        <source>Compact bright or dark places of any size in a range, such as nodules and cells.</source>
        <translation>一定大小范围内亮或暗的团块，例如结节和细胞。</translation>
    </message>
    <message>
        <source>The volume or slice to search.</source>
        <translation>要检测的体数据或切片。</translation>
    </message>
    <message>
        <source>Only what has its middle inside any segment is kept.</source>
        <translation>只保留中心位于任一片段内的目标。</translation>
    </message>
    <message>
        <source>Only what has its middle inside these boxes is kept.</source>
        <translation>只保留中心位于这些框内的目标。</translation>
    </message>
    <message>
        <source>Blobs are</source>
        <translation>斑点的亮度</translation>
    </message>
    <message>
        <source>Compared with what surrounds them.</source>
        <translation>与周围相比。</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>较亮</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>较暗</translation>
    </message>
    <message>
        <source>Brighter or darker</source>
        <translation>较亮或较暗</translation>
    </message>
    <message>
        <source>Smallest diameter</source>
        <translation>最小直径</translation>
    </message>
    <message>
        <source>Larger leaves out small blobs, faster.</source>
        <translation>值越大，舍去的小斑点越多，也越快。</translation>
    </message>
    <message>
        <source>Largest diameter</source>
        <translation>最大直径</translation>
    </message>
    <message>
        <source>Larger finds larger blobs, slower.</source>
        <translation>值越大，能找到的斑点越大，也越慢。</translation>
    </message>
    <message>
        <source>How many times the image&apos;s noise a blob must stand out; larger finds fewer.</source>
        <translation>斑点与周围之差至少为图像噪声的多少倍；值越大，找到的越少。</translation>
    </message>
    <message>
        <source>× noise</source>
        <translation>× 噪声</translation>
    </message>
    <message>
        <source>Largest elongation</source>
        <translation>最大伸长率</translation>
    </message>
    <message>
        <source>Smaller leaves out more vessels and edges; 1 is a ball.</source>
        <translation>值越小，舍去的血管和边缘越多；1 为球形。</translation>
    </message>
    <message>
        <source>× as long as thick</source>
        <translation>× 长宽比</translation>
    </message>
    <message>
        <source>Blobs in</source>
        <translation>检测维度</translation>
    </message>
    <message>
        <source>Volume looks for balls; slice by slice looks for discs, and suits thick slices.</source>
        <translation>“体数据”检测球形；“逐层”检测圆形，适合厚层图像。</translation>
    </message>
    <message>
        <source>The volume (3D)</source>
        <translation>体数据（3D）</translation>
    </message>
    <message>
        <source>Each slice (2D)</source>
        <translation>逐层（2D）</translation>
    </message>
    <message>
        <source>The Laplacian is the most exact; the difference of Gaussians is faster and nearly equal; the determinant answers less to edges and tubes, slower.</source>
        <translation>拉普拉斯最准确；高斯差分更快，结果几乎相同；行列式对边缘和管状结构的响应较小，但较慢。</translation>
    </message>
    <message>
        <source>Determinant of the Hessian</source>
        <translation>Hessian 行列式</translation>
    </message>
    <message>
        <source>Share of the smaller of two blobs that may lie in a stronger one; larger keeps more.</source>
        <translation>两个斑点中较小者允许落在较强者内的比例；值越大，保留的越多。</translation>
    </message>
    <message>
        <source>Keeps the boxes with the highest scores; automatic keeps all.</source>
        <translation>保留分数最高的框；自动：全部保留。</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>个框</translation>
    </message>
    <message>
        <source>From a few examples</source>
        <translation>由少量示例</translation>
    </message>
    <message>
        <source>Template matching</source>
        <translation>模板匹配</translation>
    </message>
    <message>
        <source>Places that look like an example, whatever their brightness and contrast.</source>
        <translation>与示例相似的位置，不受亮度和对比度影响。</translation>
    </message>
    <message>
        <source>The volume or slice that the examples were drawn in.</source>
        <translation>画有示例的体数据或切片。</translation>
    </message>
    <message>
        <source>A box around each example; its name is its class.</source>
        <translation>每个示例外的框；框的名称即为类别。</translation>
    </message>
    <message>
        <source>Another volume to search instead.</source>
        <translation>改为在另一个体数据中检测。</translation>
    </message>
    <message>
        <source>Least correlation with the examples; larger finds fewer.</source>
        <translation>与示例的最小相关系数；值越大，找到的越少。</translation>
    </message>
    <message>
        <source>Rotations</source>
        <translation>旋转方向数</translation>
    </message>
    <message>
        <source>In how many directions the examples are turned within slices; more is slower.</source>
        <translation>在切片平面内将示例旋转到多少个方向；越多越慢。</translation>
    </message>
    <message>
        <source>Size change</source>
        <translation>大小变化</translation>
    </message>
    <message>
        <source>How much larger or smaller than the examples objects may be; larger is slower.</source>
        <translation>目标可比示例大或小多少；值越大越慢。</translation>
    </message>
    <message>
        <source>Several examples</source>
        <translation>多个示例</translation>
    </message>
    <message>
        <source>The mean looks for what they have in common; each on its own is slower and finds what resembles any.</source>
        <translation>“取均值”检测各示例的共同特征；“分别匹配”较慢，与任一示例相似即可检出。</translation>
    </message>
    <message>
        <source>Their mean</source>
        <translation>取均值</translation>
    </message>
    <message>
        <source>Each on its own</source>
        <translation>分别匹配</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>检测范围</translation>
    </message>
    <message>
        <source>Automatic: in slices if the examples were drawn in single slices or the volume has one.</source>
        <translation>自动：示例画在单个切片中，或体数据只有一层时，在切片中检测。</translation>
    </message>
    <message>
        <source>Slices (2D)</source>
        <translation>切片（2D）</translation>
    </message>
    <message>
        <source>Where to look in 2D; those with examples are quicker to try.</source>
        <translation>2D 时在哪些切片中检测；只用有示例的切片可更快试出效果。</translation>
    </message>
    <message>
        <source>All slices</source>
        <translation>所有切片</translation>
    </message>
    <message>
        <source>Slices with examples</source>
        <translation>有示例的切片</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>周围区域</translation>
    </message>
    <message>
        <source>Share of the size that is looked at around an example; larger tells more of its edge.</source>
        <translation>示例周围一并考察的范围，以占其大小的比例计；值越大，越能反映其边缘。</translation>
    </message>
    <message>
        <source>Least contrast</source>
        <translation>最小对比度</translation>
    </message>
    <message>
        <source>Share of the examples&apos; contrast that a match must have; larger leaves out faint ones.</source>
        <translation>匹配处的对比度至少为示例对比度的这一比例；值越大，舍去的模糊目标越多。</translation>
    </message>
    <message>
        <source>Intersection over union up to which both of two boxes stay; larger keeps more.</source>
        <translation>交并比不超过此值时，两个框都保留；值越大，保留的越多。</translation>
    </message>
    <message>
        <source>HOG and linear SVM</source>
        <translation>HOG 与线性 SVM</translation>
    </message>
    <message>
        <source>Learns the outline of an object from five examples or more, in seconds.</source>
        <translation>由五个或更多示例在数秒内学习目标的轮廓。</translation>
    </message>
    <message>
        <source>Least score; larger finds fewer and surer ones.</source>
        <translation>最低分数；值越大，找到的越少，也越有把握。</translation>
    </message>
    <message>
        <source>Marked are</source>
        <translation>已标注的是</translation>
    </message>
    <message>
        <source>Some: what looks like the examples is not taken for background. All: whatever is not marked is background, which leaves out more that is mistaken.</source>
        <translation>部分：与示例相似之处不当作背景。全部：未标注之处都是背景，可减少更多误报。</translation>
    </message>
    <message>
        <source>Some of the objects</source>
        <translation>部分目标</translation>
    </message>
    <message>
        <source>All objects in view</source>
        <translation>视野内的所有目标</translation>
    </message>
    <message>
        <source>Mirror images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Objects may also be mirrored, up and down and left and right.</source>
        <translation>目标也可以是上下或左右的镜像。</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>How often what is mistaken for an object is learnt as background; more is slower and mistakes less.</source>
        <translation>将误报作为背景重新学习的次数；越多越慢，误报越少。</translation>
    </message>
    <message>
        <source>Cascade of box features</source>
        <translation>盒式特征级联</translation>
    </message>
    <message>
        <source>Learns bright and dark parts of an object from examples; fastest on large volumes.</source>
        <translation>由示例学习目标的亮部和暗部；对大的体数据最快。</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>边界框</translation>
    </message>
    <message>
        <source>Boxes from segments</source>
        <translation>由片段生成边界框</translation>
    </message>
    <message>
        <source>A box around each separate part of each segment.</source>
        <translation>为每个片段中每个独立的部分生成一个边界框。</translation>
    </message>
    <message>
        <source>The segments; their names become the classes.</source>
        <translation>各片段；其名称用作类别。</translation>
    </message>
    <message>
        <source>Least volume</source>
        <translation>最小体积</translation>
    </message>
    <message>
        <source>Larger leaves out more small parts.</source>
        <translation>值越大，舍去的小块越多。</translation>
    </message>
    <message>
        <source>mm³</source>
        <translation>mm³</translation>
    </message>
    <message>
        <source>Joined by</source>
        <translation>连通方式</translation>
    </message>
    <message>
        <source>What makes neighbouring voxels one part; corners give fewer and larger boxes.</source>
        <translation>相邻体素如何算作同一部分；计入角相连时，边界框更少、更大。</translation>
    </message>
    <message>
        <source>Faces, edges and corners</source>
        <translation>面、棱和角相连</translation>
    </message>
    <message>
        <source>Faces only</source>
        <translation>仅面相连</translation>
    </message>
    <message>
        <source>Judge and measure</source>
        <translation>评估与测量</translation>
    </message>
    <message>
        <source>Evaluate found boxes</source>
        <translation>评估检测结果</translation>
    </message>
    <message>
        <source>Average precision, FROC and their 95 % intervals, in 2D and 3D.</source>
        <translation>平均精度、FROC 及其 95 % 区间，适用于 2D 和 3D。</translation>
    </message>
    <message>
        <source>Annotations: a row for each box, with case, label, centre, size; with an empty centre for a case without boxes.</source>
        <translation>标注：每个框一行，含病例、标签、中心、大小；没有框的病例中心留空。</translation>
    </message>
    <message>
        <source>Found boxes of the same cases, with scores.</source>
        <translation>相同病例的检测框，带分数。</translation>
    </message>
    <message>
        <source>Least intersection over union of a found box with its annotation; larger asks for more exact boxes. For COCO&apos;s figures it is 0.5 to 0.95.</source>
        <translation>检测框与其标注的最小交并比；值越大，要求框越准确。COCO 指标取 0.5 到 0.95。</translation>
    </message>
    <message>
        <source>FROC counts</source>
        <translation>FROC 命中标准</translation>
    </message>
    <message>
        <source>What makes a lesion found. Centre within the lesion: as LUNA16, and further boxes in a lesion do not count. Overlap: further boxes on a lesion are false alarms.</source>
        <translation>病灶在什么情况下算作检出。中心在病灶内：与 LUNA16 相同，同一病灶内多余的框不计。重叠：同一病灶上多余的框算作误报。</translation>
    </message>
    <message>
        <source>Centre within the lesion</source>
        <translation>中心在病灶内</translation>
    </message>
    <message>
        <source>Weaker boxes are left out of the matches, precision and recall. Automatic: where the F1 of the class is best.</source>
        <translation>分数更低的框不参与匹配、精确率和召回率的计算。自动：取该类别 F1 最高处。</translation>
    </message>
    <message>
        <source>Cases without annotations</source>
        <translation>没有标注的病例</translation>
    </message>
    <message>
        <source>What found boxes mean in cases that the annotations do not list: nothing, or false alarms.</source>
        <translation>标注中未列出的病例里的检测框如何计算：不计，或算作误报。</translation>
    </message>
    <message>
        <source>Are left out</source>
        <translation>不计入</translation>
    </message>
    <message>
        <source>Are free of lesions</source>
        <translation>视为没有病灶</translation>
    </message>
    <message>
        <source>Small below</source>
        <translation>小目标上限</translation>
    </message>
    <message>
        <source>Edge of the square or cube of that area or volume. Automatic: 32 in pixels, else a third of the annotations is smaller.</source>
        <translation>以同等面积或体积的正方形或立方体的边长计。自动：以像素计时为 32，否则使三分之一的标注更小。</translation>
    </message>
    <message>
        <source>pixels or mm</source>
        <translation>像素或 mm</translation>
    </message>
    <message>
        <source>Large above</source>
        <translation>大目标下限</translation>
    </message>
    <message>
        <source>Edge of the square or cube of that area or volume. Automatic: 96 in pixels, else a third of the annotations is larger.</source>
        <translation>以同等面积或体积的正方形或立方体的边长计。自动：以像素计时为 96，否则使三分之一的标注更大。</translation>
    </message>
    <message>
        <source>Weaker ones of a class in a case are not looked at; COCO takes 100.</source>
        <translation>每个病例每个类别中超出此数的较弱的框不计；COCO 取 100。</translation>
    </message>
    <message>
        <source>Compare boxes</source>
        <translation>比较框</translation>
    </message>
    <message>
        <source>Hits, misses and false alarms among the boxes found in one volume.</source>
        <translation>一个体数据的检测框中的命中、漏检和误报。</translation>
    </message>
    <message>
        <source>The annotated boxes.</source>
        <translation>标注的框。</translation>
    </message>
    <message>
        <source>The found boxes.</source>
        <translation>检测框。</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>命中标准</translation>
    </message>
    <message>
        <source>What makes an annotation found.</source>
        <translation>标注在什么情况下算作检出。</translation>
    </message>
    <message>
        <source>Least intersection over union of a hit; larger asks for more exact boxes.</source>
        <translation>命中的最小交并比；值越大，要求框越准确。</translation>
    </message>
    <message>
        <source>Weaker found boxes are left out.</source>
        <translation>舍去分数更低的检测框。</translation>
    </message>
    <message>
        <source>Classes must agree</source>
        <translation>类别须一致</translation>
    </message>
    <message>
        <source>A box of another class is a false alarm.</source>
        <translation>类别不同的框算作误报。</translation>
    </message>
    <message>
        <source>Measure boxes</source>
        <translation>测量框</translation>
    </message>
    <message>
        <source>Sizes of boxes, and diameters of the segment and intensities inside each.</source>
        <translation>框的大小，以及每个框内片段的直径和强度。</translation>
    </message>
    <message>
        <source>The boxes.</source>
        <translation>要测量的框。</translation>
    </message>
    <message>
        <source>The image whose intensities are measured.</source>
        <translation>要测量其强度的图像。</translation>
    </message>
    <message>
        <source>Segments whose diameters are measured.</source>
        <translation>要测量其直径的片段。</translation>
    </message>
    <message>
        <source>Files of boxes</source>
        <translation>框文件</translation>
    </message>
    <message>
        <source>Import boxes</source>
        <translation>导入框</translation>
    </message>
    <message>
        <source>Reads COCO, Pascal VOC, YOLO, CSV and markups files as a cohort with boxes.</source>
        <translation>读取 COCO、Pascal VOC、YOLO、CSV 和标记（markups）文件，得到带框的队列。</translation>
    </message>
    <message>
        <source>File or folder</source>
        <translation>文件或文件夹</translation>
    </message>
    <message>
        <source>A COCO, CSV or markups file, or a folder of Pascal VOC, YOLO or markups files.</source>
        <translation>COCO、CSV 或标记文件，或者存放 Pascal VOC、YOLO 或标记文件的文件夹。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>What wrote the boxes; automatic tells by the files&apos; names.</source>
        <translation>框文件的格式；自动：由文件名判断。</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>Pascal VOC</source>
        <translation>Pascal VOC</translation>
    </message>
    <message>
        <source>YOLO</source>
        <translation>YOLO</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Slicer markups</source>
        <translation>Slicer 标记（markups）</translation>
    </message>
    <message>
        <source>Folder with the images; empty looks in the boxes&apos; folder and beside it.</source>
        <translation>存放图像的文件夹；留空则在框文件所在文件夹及其同级文件夹中查找。</translation>
    </message>
    <message>
        <source>Names separated by commas; boxes of others are skipped. Empty takes all.</source>
        <translation>类别名称，用逗号隔开；跳过其他类别的框。留空则取全部。</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>Of YOLO: a text file with a name in each line, or data.yaml; empty looks for classes.txt, obj.names or data.yaml.</source>
        <translation>用于 YOLO：每行一个名称的文本文件，或 data.yaml；留空则查找 classes.txt、obj.names 或 data.yaml。</translation>
    </message>
    <message>
        <source>Training list</source>
        <translation>训练列表</translation>
    </message>
    <message>
        <source>Text file with the name of an image in each line; without any list, looks for train.txt.</source>
        <translation>每行一个图像名称的文本文件；没有任何列表时查找 train.txt。</translation>
    </message>
    <message>
        <source>Validation list</source>
        <translation>验证列表</translation>
    </message>
    <message>
        <source>Text file with the name of an image in each line; without any list, looks for val.txt.</source>
        <translation>每行一个图像名称的文本文件；没有任何列表时查找 val.txt。</translation>
    </message>
    <message>
        <source>Test list</source>
        <translation>测试列表</translation>
    </message>
    <message>
        <source>Text file with the name of an image in each line; without any list, looks for test.txt.</source>
        <translation>每行一个图像名称的文本文件；没有任何列表时查找 test.txt。</translation>
    </message>
    <message>
        <source>Pixels from 1</source>
        <translation>像素从 1 起</translation>
    </message>
    <message>
        <source>Of Pascal VOC: edges are numbers of pixels from 1, the last one included, as in the original challenge. Without, they are positions, as today&apos;s programs write.</source>
        <translation>用于 Pascal VOC：边界为从 1 开始的像素编号，包含最后一个像素，与最初的竞赛相同。不勾选时为坐标位置，与现今的程序所写相同。</translation>
    </message>
    <message>
        <source>Export boxes</source>
        <translation>导出框</translation>
    </message>
    <message>
        <source>Writes boxes as COCO, Pascal VOC, YOLO, CSV or markups files.</source>
        <translation>将框写为 COCO、Pascal VOC、YOLO、CSV 或标记（markups）文件。</translation>
    </message>
    <message>
        <source>Instead of a table: boxes of the scene.</source>
        <translation>代替表格：场景中的框。</translation>
    </message>
    <message>
        <source>A cohort that names the image of each case.</source>
        <translation>给出每个病例图像的队列。</translation>
    </message>
    <message>
        <source>The image of the scene&apos;s boxes, whose voxels count.</source>
        <translation>场景中的框所属的图像，以其体素为准。</translation>
    </message>
    <message>
        <source>COCO, CSV and the markups of one case: a file. Pascal VOC, YOLO and the markups of several cases: a new folder.</source>
        <translation>COCO、CSV 和单个病例的标记：一个文件。Pascal VOC、YOLO 和多个病例的标记：一个新文件夹。</translation>
    </message>
    <message>
        <source>What will read the boxes. COCO, Pascal VOC and YOLO hold boxes of pictures.</source>
        <translation>要写成的格式。COCO、Pascal VOC 和 YOLO 只能保存图片中的框。</translation>
    </message>
    <message>
        <source>Of CSV: as the table has them, or mm to the right, front and top (RAS), or to the left, back and top (LPS).</source>
        <translation>用于 CSV：与表格相同，或以 mm 计向右、前、上（RAS），或向左、后、上（LPS）。</translation>
    </message>
    <message>
        <source>Folder with the images, whose sizes YOLO needs, and whose grids tell where boxes in voxels lie; not needed where the cohort names its images.</source>
        <translation>存放图像的文件夹，YOLO 需要图像的大小，以体素计的框需由图像网格确定位置；队列已给出图像时不需要。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回传</translation>
    </message>
    <message>
        <source>Returns the volume unchanged; measures the transport.</source>
        <translation>原样返回体数据；用于测量传输速度。</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Waits while reporting progress; tests cancelling.</source>
        <translation>等待并报告进度；用于测试取消。</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Longer waits longer.</source>
        <translation>值越大，等待越久。</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康检查</translation>
    </message>
    <message>
        <source>Checks the libraries and devices that the engine computes with.</source>
        <translation>检查引擎计算所用的程序库和设备。</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Lists what the engine can compute on, with the free memory.</source>
        <translation>列出引擎可用于计算的设备及其可用内存。</translation>
    </message>
</context>
<context>
    <name>MedAIAssistLib.samples</name>
    <message>
        <source>MedAIAssist</source>
        <translation>MedAIAssist</translation>
    </message>
</context>
<context>
    <name>Pipeline</name>
    <message>
        <source>+ &amp;pipeline</source>
        <translation>+ 流程(&amp;P)</translation>
    </message>
    <message>
        <source>Append this method with its settings to the pipeline below.</source>
        <translation>将此方法及其设置加到下面流程的末尾。</translation>
    </message>
    <message>
        <source>Several methods one after the other, to repeat on other volumes.</source>
        <translation>依次执行的多个方法，可对其他体数据重复使用。</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>The steps, run from top to bottom.</source>
        <translation>各步骤，从上到下依次运行。</translation>
    </message>
    <message>
        <source>Steps of the pipeline</source>
        <translation>流程的步骤</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the selected step.</source>
        <translation>移除所选步骤。</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the selected step up.</source>
        <translation>将所选步骤上移。</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the selected step down.</source>
        <translation>将所选步骤下移。</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Load a pipeline from a JSON file.</source>
        <translation>从 JSON 文件载入流程。</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the pipeline as a JSON file, for another volume or for batch mode.</source>
        <translation>将流程保存为 JSON 文件，用于其他体数据或批处理。</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Run all steps one after the other.</source>
        <translation>依次运行所有步骤。</translation>
    </message>
</context>
<context>
    <name>Preprocess</name>
    <message>
        <source>P&amp;review on the slice views</source>
        <translation>在切片视图中预览(&amp;R)</translation>
    </message>
    <message>
        <source>Show what the method does to the slice in the red view.</source>
        <translation>显示该方法对红色视图中切片的效果。</translation>
    </message>
    <message>
        <source>Resul&amp;t</source>
        <translation>结果(&amp;T)</translation>
    </message>
    <message>
        <source>Create a new volume, or replace the one chosen here.</source>
        <translation>新建体数据，或替换此处所选的体数据。</translation>
    </message>
    <message>
        <source>create new</source>
        <translation>新建</translation>
    </message>
</context>
<context>
    <name>Strokes</name>
    <message>
        <source>&amp;Strokes</source>
        <translation>涂画(&amp;S)</translation>
    </message>
    <message>
        <source>A segmentation with a segment for each class. Paint a few strokes of each, also of the background.</source>
        <translation>每个类别一个片段的分割。每个类别涂几笔，背景也要涂。</translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation>涂画</translation>
    </message>
    <message>
        <source>&amp;Live in the slice views</source>
        <translation>在切片视图中实时显示(&amp;L)</translation>
    </message>
    <message>
        <source>After each stroke, classify the slices that are shown.</source>
        <translation>每涂一笔，就对所显示的切片分类。</translation>
    </message>
</context>
<context>
    <name>Task</name>
    <message>
        <source>Try it on sample data</source>
        <translation>用示例数据试一试</translation>
    </message>
    <message>
        <source>Download the head MR of Slicer&apos;s sample data and choose it.</source>
        <translation>下载 Slicer 示例数据中的头部 MR 并选中。</translation>
    </message>
    <message>
        <source>&amp;Input volume</source>
        <translation>输入体数据(&amp;I)</translation>
    </message>
    <message>
        <source>The volume to work on.</source>
        <translation>要处理的体数据。</translation>
    </message>
    <message>
        <source>The input volume is itself a result.</source>
        <translation>输入体数据本身就是一个结果。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>How the input volume was made; run the same on another volume.</source>
        <translation>输入体数据是如何得到的；可对另一个体数据做同样的处理。</translation>
    </message>
    <message>
        <source>&amp;Limit to</source>
        <translation>限定于(&amp;L)</translation>
    </message>
    <message>
        <source>The part of the volume to work on.</source>
        <translation>要处理体数据的哪一部分。</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>方法(&amp;M)</translation>
    </message>
    <message>
        <source>What to do with the volume.</source>
        <translation>对体数据做什么处理。</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Run the method; the input stays as it is.</source>
        <translation>运行该方法；输入保持不变。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
</context>
<context>
    <name>classify.case_counts</name>
    <message>
        <source>The table has no column &apos;{name}&apos;; choose the one with the class.</source>
        <translation>表格中没有“{name}”列；请选择给出类别的列。</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 类</translation>
    </message>
    <message>
        <source>without {count}</source>
        <translation>未填 {count}</translation>
    </message>
    <message>
        <source>Cases: {classes}</source>
        <translation>病例：{classes}</translation>
    </message>
    <message>
        <source>There is one class only; two are needed at least.</source>
        <translation>只有一个类别；至少需要两个。</translation>
    </message>
    <message>
        <source>Nearly every case has a class of its own; is this the label?</source>
        <translation>几乎每个病例都自成一类；这是标签吗？</translation>
    </message>
    <message>
        <source>Class &apos;{name}&apos; has {count} cases, fewer than the {folds} folds.</source>
        <translation>类别“{name}”有 {count} 个病例，少于折数 {folds}。</translation>
    </message>
    <message>
        <source>&apos;{one}&apos; and &apos;{other}&apos; look like one class.</source>
        <translation>“{one}”和“{other}”像是同一个类别。</translation>
    </message>
    <message>
        <source>{patients} patients have {cases} cases; a patient&apos;s cases stay together.</source>
        <translation>{patients} 名患者有 {cases} 个病例；同一患者的病例不会分开。</translation>
    </message>
</context>
<context>
    <name>classify.chart_files</name>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>The picture was not saved in &apos;{path}&apos;; choose another folder.</source>
        <translation>图片未能保存到“{path}”；请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>classify.panel</name>
    <message>
        <source>What to do with the cases.</source>
        <translation>对病例做什么处理。</translation>
    </message>
    <message>
        <source>Run it; tables and charts appear beside the slices and in the list below.</source>
        <translation>运行；表格和图表显示在切片旁，并列在下面。</translation>
    </message>
</context>
<context>
    <name>classify.run_results</name>
    <message>
        <source>Choose a result first.</source>
        <translation>请先选择一个结果。</translation>
    </message>
    <message>
        <source>This result has no table.</source>
        <translation>此结果没有表格。</translation>
    </message>
    <message>
        <source>This result is no chart.</source>
        <translation>此结果不是图表。</translation>
    </message>
    <message>
        <source>Show it beside the slices.</source>
        <translation>在切片旁显示。</translation>
    </message>
    <message>
        <source>Save the numbers as CSV.</source>
        <translation>将数值保存为 CSV。</translation>
    </message>
    <message>
        <source>Save the chart as it is shown.</source>
        <translation>按显示的样子保存图表。</translation>
    </message>
</context>
<context>
    <name>classify.run_texts</name>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
</context>
<context>
    <name>cohort.ask_box</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Do nothing.</source>
        <translation>不做任何操作。</translation>
    </message>
</context>
<context>
    <name>cohort.asking</name>
    <message>
        <source>Folder with the cases</source>
        <translation>存放病例的文件夹</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Table with the cases</source>
        <translation>病例表格</translation>
    </message>
</context>
<context>
    <name>cohort.buttons</name>
    <message>
        <source>Add cases first.</source>
        <translation>请先添加病例。</translation>
    </message>
    <message>
        <source>Choose a case in the list first.</source>
        <translation>请先在列表中选择一个病例。</translation>
    </message>
    <message>
        <source>Add cases from the scene, a folder, CSV or DICOM files.</source>
        <translation>从场景、文件夹、CSV 或 DICOM 文件添加病例。</translation>
    </message>
    <message>
        <source>Find duplicates, torn patients, leaks, typos, bad files.</source>
        <translation>查找重复病例、被拆分的患者、数据泄漏、拼写错误和损坏的文件。</translation>
    </message>
    <message>
        <source>Mark cases for training and test, patient by patient.</source>
        <translation>以患者为单位标记训练和测试病例。</translation>
    </message>
    <message>
        <source>Measure every case, as on the Features tab; the features come as one table.</source>
        <translation>如同在“特征”选项卡中那样测量每个病例；所有特征合为一张表格。</translation>
    </message>
    <message>
        <source>Save the cohort as CSV, with units and descriptions in a second file.</source>
        <translation>将队列保存为 CSV，单位和说明另存一个文件。</translation>
    </message>
    <message>
        <source>Show the case in the views; Enter does the same.</source>
        <translation>在视图中显示该病例；也可按 Enter。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Undo: {title}</source>
        <translation>撤销：{title}</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Redo: {title}</source>
        <translation>重做：{title}</translation>
    </message>
</context>
<context>
    <name>cohort.case_view</name>
    <message>
        <source>Click to sort; right-click to choose the columns.</source>
        <translation>点击可排序；点击右键可选择要显示的列。</translation>
    </message>
</context>
<context>
    <name>cohort.cell_model</name>
    <message>
        <source>Value</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>cohort.content</name>
    <message>
        <source>Cohort</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>cohort.counts</name>
    <message>
        <source>No cases yet. Add some from the scene, a folder, a CSV or DICOM files.</source>
        <translation>还没有病例。请从场景、文件夹、CSV 或 DICOM 文件添加。</translation>
    </message>
    <message>
        <source>{cases} cases, {patients} patients</source>
        <translation>{cases} 个病例，{patients} 名患者</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 类</translation>
    </message>
    <message>
        <source>without {count}</source>
        <translation>未填 {count}</translation>
    </message>
</context>
<context>
    <name>cohort.editing</name>
    <message>
        <source>Edit {column}</source>
        <translation>修改“{column}”</translation>
    </message>
    <message>
        <source>Remove cases</source>
        <translation>移除病例</translation>
    </message>
    <message>
        <source>The scene has no volume that is not in the cohort already.</source>
        <translation>场景中没有尚未加入队列的体数据。</translation>
    </message>
    <message>
        <source>Add from the scene</source>
        <translation>从场景添加</translation>
    </message>
</context>
<context>
    <name>cohort.failure_list</name>
    <message>
        <source>Not measured ({count})</source>
        <translation>未测量（{count}）</translation>
    </message>
</context>
<context>
    <name>cohort.finding_list</name>
    <message>
        <source>{count} more are not listed here.</source>
        <translation>另有 {count} 项未在此列出。</translation>
    </message>
</context>
<context>
    <name>cohort.handing_over</name>
    <message>
        <source>{case} - prepare</source>
        <translation>{case} - 准备</translation>
    </message>
</context>
<context>
    <name>cohort.measure_box</name>
    <message>
        <source>Measure features</source>
        <translation>测量特征</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>What to measure of each case, in its mask if it has one.</source>
        <translation>对每个病例测量什么；有掩膜时在掩膜内测量。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Measure every case; the features come as a table.</source>
        <translation>测量每个病例；特征输出为表格。</translation>
    </message>
    <message>
        <source>Do nothing.</source>
        <translation>不做任何操作。</translation>
    </message>
    <message>
        <source>Measure {count} cases</source>
        <translation>测量 {count} 个病例</translation>
    </message>
</context>
<context>
    <name>cohort.measured</name>
    <message>
        <source>&apos;{name}&apos; is chosen on the Classify tab, ready for training.</source>
        <translation>“{name}”已在“分类”选项卡中选定，可用于训练。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is on the Features tab. To train with it, give the cases labels first.</source>
        <translation>“{name}”在“特征”选项卡中。要用它训练，请先为病例填写标签。</translation>
    </message>
    <message>
        <source>Not measured: {first}.</source>
        <translation>未测量：{first}。</translation>
    </message>
    <message>
        <source>Not measured: {first}. So were {count} more, listed below.</source>
        <translation>未测量：{first}。另有 {count} 个也未测量，列在下面。</translation>
    </message>
</context>
<context>
    <name>cohort.measuring</name>
    <message>
        <source>Wait until &apos;{title}&apos; has ended.</source>
        <translation>请等待“{title}”结束。</translation>
    </message>
    <message>
        <source>{cohort} - {method}</source>
        <translation>{cohort} - {method}</translation>
    </message>
</context>
<context>
    <name>cohort.menus</name>
    <message>
        <source>From the scene</source>
        <translation>从场景</translation>
    </message>
    <message>
        <source>Every volume, with the segmentation drawn on it.</source>
        <translation>所有体数据，连同在其上勾画的分割。</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>从文件夹…</translation>
    </message>
    <message>
        <source>Images; their subfolder or a pattern gives the class.</source>
        <translation>图像；类别由子文件夹或路径模式给出。</translation>
    </message>
    <message>
        <source>From a CSV file…</source>
        <translation>从 CSV 文件…</translation>
    </message>
    <message>
        <source>A row for each case, with paths and clinical values.</source>
        <translation>每个病例一行，含路径和临床数据。</translation>
    </message>
    <message>
        <source>From DICOM files…</source>
        <translation>从 DICOM 文件…</translation>
    </message>
    <message>
        <source>A case for each series below a folder.</source>
        <translation>文件夹下的每个序列是一个病例。</translation>
    </message>
    <message>
        <source>Show in the views</source>
        <translation>在视图中显示</translation>
    </message>
    <message>
        <source>Load the image and the mask if need be.</source>
        <translation>需要时载入图像和掩膜。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Another…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Type it in the list below.</source>
        <translation>在下面的列表中输入。</translation>
    </message>
    <message>
        <source>Remove from the cohort</source>
        <translation>从队列中移除</translation>
    </message>
    <message>
        <source>Remove {count} cases</source>
        <translation>移除 {count} 个病例</translation>
    </message>
    <message>
        <source>The files stay; Undo brings it back.</source>
        <translation>文件保留不动；“撤销”可恢复。</translation>
    </message>
</context>
<context>
    <name>cohort.panel</name>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>cohort.pictures</name>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
</context>
<context>
    <name>cohort.runs</name>
    <message>
        <source>Wait until &apos;{title}&apos; has ended.</source>
        <translation>请等待“{title}”结束。</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>cohort.showing</name>
    <message>
        <source>Case &apos;{case}&apos; names no image. Fill in its path.</source>
        <translation>病例“{case}”没有图像。请填写其路径。</translation>
    </message>
    <message>
        <source>The volume of case &apos;{case}&apos; is no longer in the scene. Remove the case.</source>
        <translation>病例“{case}”的体数据已不在场景中。请移除该病例。</translation>
    </message>
</context>
<context>
    <name>cohort.values_view</name>
    <message>
        <source>Case</source>
        <translation>病例</translation>
    </message>
    <message>
        <source>Case {case}</source>
        <translation>病例 {case}</translation>
    </message>
</context>
<context>
    <name>cohort.warning_list</name>
    <message>
        <source>Warnings ({count})</source>
        <translation>警告（{count}）</translation>
    </message>
    <message>
        <source>Nothing was found that would spoil a study.</source>
        <translation>没有发现会损害研究的问题。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>detect.box_files</name>
    <message>
        <source>Choose boxes under &apos;Review boxes&apos; first.</source>
        <translation>请先在“审核框”中选择框。</translation>
    </message>
    <message>
        <source>Sizes of the boxes and intensities in them, as a table.</source>
        <translation>以表格给出框的大小和框内的强度。</translation>
    </message>
    <message>
        <source>Choose the format and the file above, then press Apply.</source>
        <translation>在上面选择格式和文件，然后点击“应用”。</translation>
    </message>
    <message>
        <source>Put the boxes of this case into the scene, on the input volume.</source>
        <translation>将此病例的框放入场景，显示在输入体数据上。</translation>
    </message>
    <message>
        <source>Case &apos;{case}&apos; has no boxes.</source>
        <translation>病例“{case}”没有框。</translation>
    </message>
    <message>
        <source>Boxes of {case}</source>
        <translation>{case} 的框</translation>
    </message>
    <message>
        <source>Choose a table of boxes first.</source>
        <translation>请先选择框表格。</translation>
    </message>
    <message>
        <source>This table has no boxes.</source>
        <translation>此表格中没有框。</translation>
    </message>
    <message>
        <source>Choose an input volume first.</source>
        <translation>请先选择输入体数据。</translation>
    </message>
    <message>
        <source>The boxes are coming…</source>
        <translation>正在载入框…</translation>
    </message>
</context>
<context>
    <name>detect.box_model</name>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>miss</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>false alarm</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>Size: {size} mm</source>
        <translation>大小：{size} mm</translation>
    </message>
    <message>
        <source>Centre (R, A, S): {place} mm</source>
        <translation>中心（R、A、S）：{place} mm</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Click to sort by class.</source>
        <translation>点击可按类别排序。</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>How sure the method is, from 0 to 1.</source>
        <translation>方法的把握程度，从 0 到 1。</translation>
    </message>
    <message>
        <source>Size (mm)</source>
        <translation>大小（mm）</translation>
    </message>
    <message>
        <source>Lengths of the sides; sorted by the longest.</source>
        <translation>各边的长度；按最长边排序。</translation>
    </message>
    <message>
        <source>Accepted, rejected, or empty while nothing is decided.</source>
        <translation>已接受、已拒绝，或在未决定时为空。</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比较结果</translation>
    </message>
    <message>
        <source>What comparing with the ground truth has shown.</source>
        <translation>与标注比较的结果。</translation>
    </message>
</context>
<context>
    <name>detect.box_view</name>
    <message>
        <source>The arrow keys move the slices along. A: accept, R: reject, space: leave open again, C: change the class, Del: remove from the scene. Right-click for more.</source>
        <translation>按方向键，切片随之移动。A：接受，R：拒绝，空格：恢复为待定，C：更改类别，Del：从场景中移除。点击右键查看更多操作。</translation>
    </message>
</context>
<context>
    <name>detect.class_box</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class of the selected boxes</source>
        <translation>选中的框的类别</translation>
    </message>
</context>
<context>
    <name>detect.comparing</name>
    <message>
        <source>choose some</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>The boxes that are right, such as those that were drawn.</source>
        <translation>正确的框，例如手工画的框。</translation>
    </message>
    <message>
        <source>Colour hits green, misses yellow and false alarms red.</source>
        <translation>将命中显示为绿色，漏检显示为黄色，误报显示为红色。</translation>
    </message>
    <message>
        <source>Nothing is compared now.</source>
        <translation>目前没有比较结果。</translation>
    </message>
    <message>
        <source>Forget the comparison; the boxes get the colours of their classes again.</source>
        <translation>清除比较结果；各框恢复其类别的颜色。</translation>
    </message>
    <message>
        <source>Choose the boxes to judge under &apos;Review boxes&apos; first.</source>
        <translation>请先在“审核框”中选择要评判的框。</translation>
    </message>
    <message>
        <source>Choose the ground truth first.</source>
        <translation>请先选择标注。</translation>
    </message>
    <message>
        <source>Choose two different groups of boxes.</source>
        <translation>请选择两组不同的框。</translation>
    </message>
    <message>
        <source>Hits: {hits}, misses: {misses}, false alarms: {alarms}.</source>
        <translation>命中：{hits}，漏检：{misses}，误报：{alarms}。</translation>
    </message>
    <message>
        <source>Precision {precision}, recall {recall}.</source>
        <translation>精确率 {precision}，召回率 {recall}。</translation>
    </message>
</context>
<context>
    <name>detect.detector_box</name>
    <message>
        <source>A trained detector. The scene keeps its name and where its file lies.</source>
        <translation>训练好的检测器。场景中只保存其名称和文件位置。</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Load a detector that was trained before, from its file.</source>
        <translation>从文件载入以前训练的检测器。</translation>
    </message>
    <message>
        <source>Load a detector</source>
        <translation>载入检测器</translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>Train a detector, or load one.</source>
        <translation>请训练或载入检测器。</translation>
    </message>
</context>
<context>
    <name>detect.detector_texts</name>
    <message>
        <source>Finds: {classes}</source>
        <translation>检测：{classes}</translation>
    </message>
    <message>
        <source>Looks at voxels of {sizes} mm</source>
        <translation>所用体素大小：{sizes} mm</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>第 {epoch} 轮，共 {epochs} 轮</translation>
    </message>
    <message>
        <source>AP50 in validation: {precision}</source>
        <translation>验证集 AP50：{precision}</translation>
    </message>
</context>
<context>
    <name>detect.detectors</name>
    <message>
        <source>Choose &apos;Train a detector&apos; and the tables of the interrupted training first.</source>
        <translation>请先选择“训练检测器”和被中断的训练所用的表格。</translation>
    </message>
</context>
<context>
    <name>detect.drawing</name>
    <message>
        <source>Draw box</source>
        <translation>画框</translation>
    </message>
</context>
<context>
    <name>detect.drawing_button</name>
    <message>
        <source>Boxes</source>
        <translation>边界框</translation>
    </message>
    <message>
        <source>{name} - boxes</source>
        <translation>{name} - 框</translation>
    </message>
</context>
<context>
    <name>detect.live_detection</name>
    <message>
        <source>Look for objects in each frame or slice that is shown. Nothing of it is kept.</source>
        <translation>在所显示的每一帧或每一层中寻找目标。结果不会保留。</translation>
    </message>
    <message>
        <source>No slice view shows the slices of this volume as they were taken.</source>
        <translation>没有切片视图按采集方向显示该体数据的层面。</translation>
    </message>
    <message>
        <source>Choose a detector and a volume.</source>
        <translation>请选择检测器和体数据。</translation>
    </message>
    <message>
        <source>This detector looks at whole volumes; live use needs one of pictures.</source>
        <translation>此检测器查看整个体数据；实时使用需要针对图片的检测器。</translation>
    </message>
    <message>
        <source>{count} boxes, {milliseconds} ms after their frame.</source>
        <translation>{count} 个边界框，在该帧之后 {milliseconds} 毫秒。</translation>
    </message>
    <message>
        <source>Waiting for the engine, which starts or has another job.</source>
        <translation>正在等待引擎：引擎正在启动或正在处理其他任务。</translation>
    </message>
</context>
<context>
    <name>detect.menus</name>
    <message>
        <source>Go there</source>
        <translation>转到此处</translation>
    </message>
    <message>
        <source>Move the slices to the middle of the box.</source>
        <translation>将切片移到框的中心。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Leave open</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Another…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Type it below the list.</source>
        <translation>在列表下方输入。</translation>
    </message>
    <message>
        <source>Remove from the scene</source>
        <translation>从场景中移除</translation>
    </message>
    <message>
        <source>Remove {count} boxes</source>
        <translation>移除 {count} 个框</translation>
    </message>
    <message>
        <source>Undo brings them back.</source>
        <translation>“撤销”可恢复。</translation>
    </message>
</context>
<context>
    <name>detect.panel</name>
    <message>
        <source>How to find boxes, or what to do with them.</source>
        <translation>如何检测框，或对框做什么处理。</translation>
    </message>
    <message>
        <source>Choose boxes of the scene, or a table of boxes.</source>
        <translation>请选择场景中的框或框表格。</translation>
    </message>
    <message>
        <source>Choose &apos;Apply a detector&apos;.</source>
        <translation>请选择“应用检测器”。</translation>
    </message>
    <message>
        <source>A table is chosen; live use needs a volume.</source>
        <translation>已选择表格；实时使用需要体数据。</translation>
    </message>
    <message>
        <source>Live use looks at whole slices; do not limit it.</source>
        <translation>实时使用查看整个层面；请不要限制范围。</translation>
    </message>
</context>
<context>
    <name>detect.review_section</name>
    <message>
        <source>choose some</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>The folder of boxes to go through.</source>
        <translation>要审核的框所在的文件夹。</translation>
    </message>
    <message>
        <source>Select boxes in the list first.</source>
        <translation>请先在列表中选择框。</translation>
    </message>
    <message>
        <source>Accept the selected boxes (A in the list).</source>
        <translation>接受选中的框（在列表中按 A）。</translation>
    </message>
    <message>
        <source>Reject the selected boxes (R in the list).</source>
        <translation>拒绝选中的框（在列表中按 R）。</translation>
    </message>
    <message>
        <source>Remove all boxes that were not accepted.</source>
        <translation>移除所有未接受的框。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Undo: {title}</source>
        <translation>撤销：{title}</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Redo: {title}</source>
        <translation>重做：{title}</translation>
    </message>
</context>
<context>
    <name>detect.review_texts</name>
    <message>
        <source>{count} accepted</source>
        <translation>已接受 {count} 个</translation>
    </message>
    <message>
        <source>{count} rejected</source>
        <translation>已拒绝 {count} 个</translation>
    </message>
    <message>
        <source>hidden: {count}</source>
        <translation>隐藏：{count}</translation>
    </message>
    <message>
        <source>Accept boxes first.</source>
        <translation>请先接受一些框。</translation>
    </message>
    <message>
        <source>All boxes are accepted.</source>
        <translation>所有框都已接受。</translation>
    </message>
</context>
<context>
    <name>detect.reviewing</name>
    <message>
        <source>Accept boxes</source>
        <translation>接受框</translation>
    </message>
    <message>
        <source>Reject boxes</source>
        <translation>拒绝框</translation>
    </message>
    <message>
        <source>Leave boxes open</source>
        <translation>将框设为待定</translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation>类别 {name}</translation>
    </message>
    <message>
        <source>Remove boxes</source>
        <translation>移除框</translation>
    </message>
    <message>
        <source>Keep accepted boxes</source>
        <translation>保留已接受的框</translation>
    </message>
    <message>
        <source>Move box</source>
        <translation>移动框</translation>
    </message>
</context>
<context>
    <name>detect.teaching</name>
    <message>
        <source>The accepted boxes of this image go into the cohort&apos;s table of boxes.</source>
        <translation>将此图像中已接受的框加入队列的框表格。</translation>
    </message>
    <message>
        <source>Where to save images for training</source>
        <translation>训练图像的保存位置</translation>
    </message>
    <message>
        <source>{count} boxes lie outside the image and were left out.</source>
        <translation>{count} 个框位于图像之外，未加入。</translation>
    </message>
    <message>
        <source>The image is being saved…</source>
        <translation>正在保存图像…</translation>
    </message>
    <message>
        <source>Choose the boxes, or the input volume of an image without any.</source>
        <translation>请选择框；图像中没有框时，请选择输入体数据。</translation>
    </message>
    <message>
        <source>Accept boxes first; reject all for an image without objects.</source>
        <translation>请先接受一些框；图像中没有目标时，请全部拒绝。</translation>
    </message>
    <message>
        <source>{name}: {count} boxes.</source>
        <translation>{name}：{count} 个框。</translation>
    </message>
    <message>
        <source>{name}: an image without objects.</source>
        <translation>{name}：没有目标的图像。</translation>
    </message>
    <message>
        <source>{count} that nobody has judged are left out and count as background.</source>
        <translation>{count} 个未审核的框不加入，按背景处理。</translation>
    </message>
    <message>
        <source>The cohort has {boxes} boxes in {images} images.</source>
        <translation>队列的 {images} 个图像中有 {boxes} 个框。</translation>
    </message>
    <message>
        <source>Where to save images that have no file yet.</source>
        <translation>尚无文件的图像的保存位置。</translation>
    </message>
    <message>
        <source>Images without a file are saved in {folder}.</source>
        <translation>没有文件的图像保存在 {folder}。</translation>
    </message>
    <message>
        <source>Add to training</source>
        <translation>加入训练</translation>
    </message>
    <message>
        <source>Detection cohort</source>
        <translation>检测队列</translation>
    </message>
    <message>
        <source>{cohort} - boxes</source>
        <translation>{cohort} - 框</translation>
    </message>
</context>
<context>
    <name>diagnose.answer_box</name>
    <message>
        <source>{percent} ({low} to {high} %)</source>
        <translation>{percent}（{low} 至 {high} %）</translation>
    </message>
    <message>
        <source>How many of the training cases that were left out had this class, of those alike (calibrated, Venn-Abers). In brackets and as a line: its interval; wide where few cases were alike. The report tells what the classifier itself says.</source>
        <translation>留出的训练病例中，与此病例相近者有多大比例属于该类别（经 Venn-Abers 校准）。括号内和横线为其区间；相近的病例少时较宽。分类器本身的输出见报告。</translation>
    </message>
    <message>
        <source>Missing ({count}): {names}</source>
        <translation>缺失（{count}）：{names}</translation>
    </message>
</context>
<context>
    <name>diagnose.answer_section</name>
    <message>
        <source>Read the report, save it as HTML or PDF.</source>
        <translation>阅读报告，保存为 HTML 或 PDF。</translation>
    </message>
    <message>
        <source>Show what speaks for and against, beside the slices.</source>
        <translation>在切片旁显示支持和反对的因素。</translation>
    </message>
    <message>
        <source>Show the training cases that are most like this.</source>
        <translation>显示与此病例最相似的训练病例。</translation>
    </message>
    <message>
        <source>The model keeps no training cases.</source>
        <translation>此模型没有保留训练病例。</translation>
    </message>
    <message>
        <source>It is no longer in the scene.</source>
        <translation>已不在场景中。</translation>
    </message>
    <message>
        <source>This answer is for other choices than those above. Press Predict again.</source>
        <translation>此预测结果对应的是以前的选择。请再次点击“预测”。</translation>
    </message>
</context>
<context>
    <name>diagnose.case_source</name>
    <message>
        <source>the fields below</source>
        <translation>下面的输入框</translation>
    </message>
    <message>
        <source>a row of a table</source>
        <translation>表格中的一行</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>病例</translation>
    </message>
    <message>
        <source>the volume: {operation}</source>
        <translation>体数据：{operation}</translation>
    </message>
    <message>
        <source>the volume (the model does not say how)</source>
        <translation>体数据（模型未说明如何测量）</translation>
    </message>
    <message>
        <source>The table lacks {count} columns of the model, which count as missing: {names}</source>
        <translation>表格缺少模型的 {count} 列，按缺失处理：{names}</translation>
    </message>
    <message>
        <source>Choose a table first.</source>
        <translation>请先选择表格。</translation>
    </message>
    <message>
        <source>The table has none of the columns that the model needs.</source>
        <translation>表格中没有模型需要的任何列。</translation>
    </message>
    <message>
        <source>The table has no row.</source>
        <translation>表格中没有行。</translation>
    </message>
    <message>
        <source>Choose an input volume first.</source>
        <translation>请先选择输入体数据。</translation>
    </message>
</context>
<context>
    <name>diagnose.model_box</name>
    <message>
        <source>A trained classifier. The scene keeps its name and where its file lies.</source>
        <translation>训练好的分类器。场景中只保存其名称和文件位置。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>What to do with models</source>
        <translation>与模型有关的操作</translation>
    </message>
    <message>
        <source>Load a model, or find the file of this one.</source>
        <translation>载入模型，或查找此模型的文件。</translation>
    </message>
    <message>
        <source>Load a model</source>
        <translation>载入模型</translation>
    </message>
    <message>
        <source>Trained classifiers</source>
        <translation>训练好的分类器</translation>
    </message>
    <message>
        <source>Train a classifier on the Classify tab, or load a model.</source>
        <translation>请在“分类”选项卡中训练分类器，或载入模型。</translation>
    </message>
    <message>
        <source>Load a model…</source>
        <translation>载入模型…</translation>
    </message>
    <message>
        <source>Model card…</source>
        <translation>模型卡…</translation>
    </message>
    <message>
        <source>Predicts &apos;{label}&apos;: {classes}, trained {date} on {columns} columns.</source>
        <translation>预测“{label}”：{classes}；训练于 {date}，使用 {columns} 列。</translation>
    </message>
</context>
<context>
    <name>diagnose.model_loading</name>
    <message>
        <source>{model}, model card</source>
        <translation>{model}，模型卡</translation>
    </message>
</context>
<context>
    <name>diagnose.panel</name>
    <message>
        <source>Predict this case and explain the answer.</source>
        <translation>预测此病例并解释预测结果。</translation>
    </message>
    <message>
        <source>Choose a model first, or load one.</source>
        <translation>请先选择或载入模型。</translation>
    </message>
    <message>
        <source>Wait until &apos;{title}&apos; has ended.</source>
        <translation>请等待“{title}”结束。</translation>
    </message>
    <message>
        <source>Fill in at least one value.</source>
        <translation>请至少填写一个值。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>diagnose.predicting</name>
    <message>
        <source>Values of {case}</source>
        <translation>{case} 的取值</translation>
    </message>
</context>
<context>
    <name>diagnose.value_fields</name>
    <message>
        <source>missing ({trained})</source>
        <translation>缺失（{trained}）</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>{low} to {high} {unit}</source>
        <translation>{low} 至 {high} {unit}</translation>
    </message>
    <message>
        <source>Training cases: {values}</source>
        <translation>训练病例：{values}</translation>
    </message>
    <message>
        <source>Left empty, it counts as missing, unless the case&apos;s row has it.</source>
        <translation>留空则按缺失处理，除非该病例所在的行中有此值。</translation>
    </message>
</context>
<context>
    <name>diagnose.value_form</name>
    <message>
        <source>Find a column by its name</source>
        <translation>按名称查找列</translation>
    </message>
    <message>
        <source>{count} more: type a part of the name.</source>
        <translation>另有 {count} 项：请输入名称的一部分。</translation>
    </message>
</context>
<context>
    <name>engine.advanced_box</name>
    <message>
        <source>for this computer&apos;s GPU, else CPU</source>
        <translation>适合本机的 GPU，没有则用 CPU</translation>
    </message>
    <message>
        <source>for the CPU only (smaller)</source>
        <translation>仅用于 CPU（较小）</translation>
    </message>
    <message>
        <source>as the package index has it</source>
        <translation>软件包索引中的版本</translation>
    </message>
</context>
<context>
    <name>engine.bar</name>
    <message>
        <source>The engine that computes is not installed yet. {offer} Install it now?</source>
        <translation>用于计算的引擎尚未安装。{offer}现在安装吗？</translation>
    </message>
    <message>
        <source>Engine: {state}</source>
        <translation>引擎：{state}</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Health of the engine, its environment, and where it runs.</source>
        <translation>引擎的健康状况、它的环境以及运行位置。</translation>
    </message>
    <message>
        <source>Update the engine…</source>
        <translation>更新引擎…</translation>
    </message>
    <message>
        <source>Repair the engine…</source>
        <translation>修复引擎…</translation>
    </message>
    <message>
        <source>Install the engine…</source>
        <translation>安装引擎…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>working</source>
        <translation>工作中</translation>
    </message>
    <message>
        <source>{size} GB free</source>
        <translation>可用 {size} GB</translation>
    </message>
    <message>
        <source> - REMOTE: images leave this machine</source>
        <translation> - 远程：图像会离开本机</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>ready, loading its libraries</source>
        <translation>就绪，正在加载程序库</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>不可用</translation>
    </message>
</context>
<context>
    <name>engine.choice_box</name>
    <message>
        <source>its own environment (recommended)</source>
        <translation>自己的环境（推荐）</translation>
    </message>
    <message>
        <source>another Python</source>
        <translation>其他 Python</translation>
    </message>
    <message>
        <source>Slicer&apos;s Python</source>
        <translation>Slicer 的 Python</translation>
    </message>
    <message>
        <source>a command, such as a remote machine</source>
        <translation>命令，例如远程计算机</translation>
    </message>
    <message>
        <source>Separate from Slicer: it cannot disturb Slicer&apos;s packages, nor they it.</source>
        <translation>与 Slicer 分开：不会影响 Slicer 的软件包，也不受其影响。</translation>
    </message>
    <message>
        <source>It must have the engine&apos;s libraries; Check names those that are missing.</source>
        <translation>其中必须装有引擎的程序库；“检查”会列出缺少的程序库。</translation>
    </message>
    <message>
        <source>PyTorch comes from the PyTorch extension; other packages from here.</source>
        <translation>PyTorch 由 PyTorch 扩展提供；其他软件包从这里安装。</translation>
    </message>
    <message>
        <source>The images travel to where the command runs. SSH encrypts them; no port is opened.</source>
        <translation>图像会传输到命令运行的地方。SSH 会加密图像；不打开任何端口。</translation>
    </message>
</context>
<context>
    <name>engine.environment_box</name>
    <message>
        <source>&amp;Install</source>
        <translation>安装(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>修复(&amp;R)</translation>
    </message>
    <message>
        <source>Make the environment anew from fresh downloads; the present one works until then.</source>
        <translation>重新下载并建立环境；在此之前，现有环境照常可用。</translation>
    </message>
    <message>
        <source>Remove the environment and everything that was downloaded for it.</source>
        <translation>移除环境以及为它下载的全部内容。</translation>
    </message>
    <message>
        <source>There is nothing to remove.</source>
        <translation>没有可移除的内容。</translation>
    </message>
    <message>
        <source>Downloads about {download} GB, and takes {disk} GB in {folder}.</source>
        <translation>下载约 {download} GB，在 {folder} 中占用 {disk} GB。</translation>
    </message>
    <message>
        <source>Installing the engine</source>
        <translation>正在安装引擎</translation>
    </message>
    <message>
        <source>Remove the engine&apos;s environment in {folder}? Jobs that run now are cancelled. It can be installed again at any time.</source>
        <translation>移除 {folder} 中的引擎环境吗？正在运行的任务会被取消。之后可随时重新安装。</translation>
    </message>
    <message>
        <source>Removing the engine</source>
        <translation>正在移除引擎</translation>
    </message>
    <message>
        <source>Not installed. {offer}</source>
        <translation>未安装。{offer}</translation>
    </message>
    <message>
        <source>Damaged: its Python in {folder} is gone.</source>
        <translation>已损坏：{folder} 中的 Python 已不存在。</translation>
    </message>
    <message>
        <source>Installed on {date} in {folder}</source>
        <translation>于 {date} 安装在 {folder}</translation>
    </message>
    <message>
        <source>, {size} GB on disk</source>
        <translation>，占用磁盘 {size} GB</translation>
    </message>
    <message>
        <source>. This version of MedAIAssist was tested with newer packages.</source>
        <translation>。此版本的 MedAIAssist 是用更新的软件包测试的。</translation>
    </message>
</context>
<context>
    <name>engine.health_box</name>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Engine check</source>
        <translation>引擎检查</translation>
    </message>
    <message>
        <source>The engine has written nothing.</source>
        <translation>引擎没有输出任何内容。</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>检查已取消。</translation>
    </message>
</context>
<context>
    <name>engine.slicer_python</name>
    <message>
        <source>The packages were not installed: {reason}</source>
        <translation>软件包未安装：{reason}</translation>
    </message>
    <message>
        <source>The packages are installed. For deep learning also install the extension PyTorch with Slicer&apos;s Extensions Manager.</source>
        <translation>软件包已安装。要使用深度学习，还需用 Slicer 的扩展管理器安装 PyTorch 扩展。</translation>
    </message>
    <message>
        <source>The packages are installed.</source>
        <translation>软件包已安装。</translation>
    </message>
</context>
<context>
    <name>engine.task_line</name>
    <message>
        <source>Cancel; what was there before stays as it is.</source>
        <translation>取消；原有的内容保持不变。</translation>
    </message>
</context>
<context>
    <name>networks.answer_box</name>
    <message>
        <source>Class to explain</source>
        <translation>要解释的类别</translation>
    </message>
    <message>
        <source>What is to be explained; the answer, or another class.</source>
        <translation>要解释的对象：预测结果，或其他类别。</translation>
    </message>
    <message>
        <source>Show what speaks for it</source>
        <translation>显示支持它的依据</translation>
    </message>
    <message>
        <source>Apply the network to a volume first.</source>
        <translation>请先对体数据应用网络。</translation>
    </message>
    <message>
        <source>Lay a heat map over the slices: red speaks most for the class.</source>
        <translation>在切片上叠加热图：红色处最支持该类别。</translation>
    </message>
    <message>
        <source>the answer</source>
        <translation>预测结果</translation>
    </message>
</context>
<context>
    <name>networks.augmentation_box</name>
    <message>
        <source>Show augmented images</source>
        <translation>显示增强后的图像</translation>
    </message>
    <message>
        <source>Top left: the image itself. The others: as training varies it.</source>
        <translation>左上：图像本身。其余：图像在训练中的各种变化。</translation>
    </message>
    <message>
        <source>Augmented images</source>
        <translation>增强后的图像</translation>
    </message>
    <message>
        <source>Choose a table first.</source>
        <translation>请先选择表格。</translation>
    </message>
    <message>
        <source>Show the first case&apos;s image as training would vary it with these settings.</source>
        <translation>显示在这些设置下，第一个病例的图像在训练中会如何变化。</translation>
    </message>
</context>
<context>
    <name>networks.device_titles</name>
    <message>
        <source>{device}, {gigabytes} GB free</source>
        <translation>{device}，可用 {gigabytes} GB</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Automatic: {device}</source>
        <translation>自动：{device}</translation>
    </message>
</context>
<context>
    <name>networks.live_curve</name>
    <message>
        <source>Show in a plot view</source>
        <translation>在图表视图中显示</translation>
    </message>
    <message>
        <source>Arranges Slicer&apos;s views so that one has room for the curve.</source>
        <translation>重新排列 Slicer 的视图，为曲线留出位置。</translation>
    </message>
    <message>
        <source>The curve begins after the first epoch.</source>
        <translation>第一轮训练结束后开始绘制曲线。</translation>
    </message>
    <message>
        <source>Training so far</source>
        <translation>目前的训练过程</translation>
    </message>
</context>
<context>
    <name>networks.network_box</name>
    <message>
        <source>A trained network. The scene keeps its name and where its file lies.</source>
        <translation>训练好的网络。场景中只保存其名称和文件位置。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>What to do with networks</source>
        <translation>与网络有关的操作</translation>
    </message>
    <message>
        <source>Load a network, or find the file of this one.</source>
        <translation>载入网络，或查找此网络的文件。</translation>
    </message>
    <message>
        <source>List networks</source>
        <translation>列出网络</translation>
    </message>
    <message>
        <source>Load a network</source>
        <translation>载入网络</translation>
    </message>
    <message>
        <source>MONAI bundles</source>
        <translation>MONAI bundle</translation>
    </message>
    <message>
        <source>Load a network…</source>
        <translation>载入网络…</translation>
    </message>
    <message>
        <source>Train a network, or load one.</source>
        <translation>请训练或载入网络。</translation>
    </message>
</context>
<context>
    <name>networks.network_texts</name>
    <message>
        <source>A bundle that does not say what it is for.</source>
        <translation>未说明用途的 bundle。</translation>
    </message>
    <message>
        <source>{network} for images of {size}, tells apart: {classes}.</source>
        <translation>{network}，用于 {size} 的图像，区分：{classes}。</translation>
    </message>
    <message>
        <source>It also takes: {columns}.</source>
        <translation>还需要：{columns}。</translation>
    </message>
    <message>
        <source>{percent} % of the test cases right.</source>
        <translation>测试病例中有 {percent} % 预测正确。</translation>
    </message>
    <message>
        <source>The network is sure.</source>
        <translation>网络很有把握。</translation>
    </message>
    <message>
        <source>The network is fairly sure.</source>
        <translation>网络比较有把握。</translation>
    </message>
    <message>
        <source>The network is unsure.</source>
        <translation>网络没有把握。</translation>
    </message>
    <message>
        <source>The network is hardly better than guessing here.</source>
        <translation>网络在此几乎与猜测无异。</translation>
    </message>
    <message>
        <source>It has seen too few cases like this; more would help.</source>
        <translation>网络见过的类似病例太少；增加病例会有帮助。</translation>
    </message>
    <message>
        <source>The image itself is ambiguous to it; more cases would help little.</source>
        <translation>对网络而言图像本身就模棱两可；增加病例帮助不大。</translation>
    </message>
    <message>
        <source>{count} answers: {classes}. Of {unsure} the network is unsure.</source>
        <translation>{count} 个预测结果：{classes}。网络对其中 {unsure} 个没有把握。</translation>
    </message>
</context>
<context>
    <name>networks.part</name>
    <message>
        <source>Net&amp;work</source>
        <translation>网络(&amp;W)</translation>
    </message>
    <message>
        <source>Choose the table of the interrupted training first.</source>
        <translation>请先选择被中断的训练所用的表格。</translation>
    </message>
</context>
<context>
    <name>networks.training_box</name>
    <message>
        <source>End the training now and save the network of its best epoch.</source>
        <translation>立即结束训练，并保存最佳一轮的网络。</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>停止并保留最佳</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>End the training; it can go on later.</source>
        <translation>结束训练；以后可以继续。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Train on after the last epoch that was kept.</source>
        <translation>从最后保存的一轮之后继续训练。</translation>
    </message>
    <message>
        <source>A training was interrupted. Choose its table to go on.</source>
        <translation>有一次训练被中断。要继续，请选择其表格。</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Do not offer it again.</source>
        <translation>不再提示继续此训练。</translation>
    </message>
    <message>
        <source>Save the network of the best epoch so far, without training on.</source>
        <translation>保存目前最佳一轮的网络，不再继续训练。</translation>
    </message>
    <message>
        <source>Keep its best</source>
        <translation>保留最佳</translation>
    </message>
    <message>
        <source>The best epoch is being kept…</source>
        <translation>正在保存最佳一轮…</translation>
    </message>
    <message>
        <source>The training waits for its turn.</source>
        <translation>训练正在排队等待。</translation>
    </message>
    <message>
        <source>The training has stopped before its first epoch was kept.</source>
        <translation>训练在保存第一轮之前已停止。</translation>
    </message>
    <message>
        <source>The training has stopped after epoch {count}.</source>
        <translation>训练在第 {count} 轮之后已停止。</translation>
    </message>
</context>
<context>
    <name>panels.MedAIAssistSubjectHierarchyPlugin</name>
    <message>
        <source>MedAIAssist</source>
        <translation>MedAIAssist</translation>
    </message>
</context>
<context>
    <name>panels.box_group_combo</name>
    <message>
        <source>outside folders</source>
        <translation>不在文件夹中</translation>
    </message>
</context>
<context>
    <name>panels.editors</name>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>panels.feature_tables</name>
    <message>
        <source>Feature table</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Choose a table first.</source>
        <translation>请先选择表格。</translation>
    </message>
    <message>
        <source>Show the table beside the slices. The arrow keys in it move the slices along.</source>
        <translation>在切片旁显示表格。在表格中按方向键，切片随之移动。</translation>
    </message>
    <message>
        <source>Save the table as CSV, with units and descriptions in a second file.</source>
        <translation>将表格保存为 CSV，单位和说明另存一个文件。</translation>
    </message>
    <message>
        <source>Rows: {rows}, columns: {columns}</source>
        <translation>行数：{rows}，列数：{columns}</translation>
    </message>
    <message>
        <source>Slicer needs a while to show a table of this size; exporting it is quick.</source>
        <translation>Slicer 显示这么大的表格需要一些时间；导出则很快。</translation>
    </message>
</context>
<context>
    <name>panels.features</name>
    <message>
        <source>Wh&amp;ere</source>
        <translation>位置(&amp;E)</translation>
    </message>
    <message>
        <source>This method does not describe single cases.</source>
        <translation>此方法不描述单个病例。</translation>
    </message>
    <message>
        <source>Measure every case of a cohort with this method and these settings.</source>
        <translation>用此方法和这些设置测量队列中的每个病例。</translation>
    </message>
</context>
<context>
    <name>panels.form</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Settings that are rarely changed.</source>
        <translation>很少需要更改的设置。</translation>
    </message>
</context>
<context>
    <name>panels.history</name>
    <message>
        <source>Made by {what}</source>
        <translation>由{what}生成</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Estimated from the data</source>
        <translation>由数据估计</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>This version does not know the operation.</source>
        <translation>此版本没有该操作。</translation>
    </message>
    <message>
        <source>{input}, one slice</source>
        <translation>{input}，单个切片</translation>
    </message>
    <message>
        <source>{name} (no longer in the scene)</source>
        <translation>{name}（已不在场景中）</translation>
    </message>
    <message>
        <source>{name} (now called {new})</source>
        <translation>{name}（现名为 {new}）</translation>
    </message>
    <message>
        <source>{name}, segment {segment}</source>
        <translation>{name}，片段 {segment}</translation>
    </message>
</context>
<context>
    <name>panels.how_window</name>
    <message>
        <source>How the result was made</source>
        <translation>结果是如何得到的</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the text to the clipboard.</source>
        <translation>将文字复制到剪贴板。</translation>
    </message>
    <message>
        <source>How was this made: {name}</source>
        <translation>这是如何得到的：{name}</translation>
    </message>
</context>
<context>
    <name>panels.job_list</name>
    <message>
        <source>Cancel this job.</source>
        <translation>取消此任务。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The result is no longer in the scene.</source>
        <translation>结果已不在场景中。</translation>
    </message>
    <message>
        <source>Bring the result into the views.</source>
        <translation>将结果显示到视图中。</translation>
    </message>
    <message>
        <source>done in {seconds} s</source>
        <translation>完成，用时 {seconds} s</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>panels.model_choice</name>
    <message>
        <source>Show in the file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
</context>
<context>
    <name>panels.module_panel</name>
    <message>
        <source>Preprocess</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Remove noise, even out contrast, find edges, prepare volumes.</source>
        <translation>去除噪声、均衡对比度、查找边缘、准备体数据。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Measure: keypoints, gradients, texture, radiomics; as tables and pictures.</source>
        <translation>测量：关键点、梯度、纹理、影像组学；输出为表格和图像。</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Collect cases with labels and clinical values; check and split them.</source>
        <translation>收集带标签和临床数据的病例；检查并划分。</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Validate, train, compare and explain classifiers on tables of cases.</source>
        <translation>在病例表格上验证、训练、比较和解释分类器。</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Find objects as boxes; go through them, correct them, train detectors.</source>
        <translation>以框的形式检测目标；审核并修正框，训练检测器。</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Paint a few strokes; the rest of the volume is segmented alike.</source>
        <translation>涂几笔，体数据的其余部分照此分割。</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>What a saved classifier says of one patient, and why.</source>
        <translation>已保存的分类器对一名患者的预测及其依据。</translation>
    </message>
</context>
<context>
    <name>panels.naming_editors</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>panels.node_selectors</name>
    <message>
        <source>choose one</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>panels.parameter_texts</name>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>From {low} to {high} {unit}</source>
        <translation>{low} 至 {high} {unit}</translation>
    </message>
    <message>
        <source>From {low} {unit} up</source>
        <translation>不小于 {low} {unit}</translation>
    </message>
    <message>
        <source>In {unit}</source>
        <translation>单位：{unit}</translation>
    </message>
</context>
<context>
    <name>panels.pipeline_section</name>
    <message>
        <source>Pipeline ({count})</source>
        <translation>流程（{count}）</translation>
    </message>
    <message>
        <source>Select a step first.</source>
        <translation>请先选择一个步骤。</translation>
    </message>
    <message>
        <source>This is the first step already.</source>
        <translation>这已经是第一个步骤。</translation>
    </message>
    <message>
        <source>This is the last step already.</source>
        <translation>这已经是最后一个步骤。</translation>
    </message>
    <message>
        <source>Add a step with &apos;+ pipeline&apos; first.</source>
        <translation>请先用“+ 流程”添加一个步骤。</translation>
    </message>
    <message>
        <source>Remove the selected step.</source>
        <translation>移除所选步骤。</translation>
    </message>
    <message>
        <source>Move the selected step up.</source>
        <translation>将所选步骤上移。</translation>
    </message>
    <message>
        <source>Move the selected step down.</source>
        <translation>将所选步骤下移。</translation>
    </message>
    <message>
        <source>Save the pipeline as a JSON file.</source>
        <translation>将流程保存为 JSON 文件。</translation>
    </message>
    <message>
        <source>Run all steps one after the other.</source>
        <translation>依次运行所有步骤。</translation>
    </message>
    <message>
        <source>Load a pipeline</source>
        <translation>载入流程</translation>
    </message>
    <message>
        <source>The pipeline was not loaded: {reason}</source>
        <translation>流程未载入：{reason}</translation>
    </message>
    <message>
        <source>Save the pipeline</source>
        <translation>保存流程</translation>
    </message>
    <message>
        <source>The pipeline was not saved: {reason}</source>
        <translation>流程未保存：{reason}</translation>
    </message>
</context>
<context>
    <name>panels.preprocess</name>
    <message>
        <source>Run the method; &apos;{name}&apos; gets new content. Undo brings the old back.</source>
        <translation>运行该方法；“{name}”将得到新的内容。“撤销”可恢复原来的内容。</translation>
    </message>
</context>
<context>
    <name>panels.preview_box</name>
    <message>
        <source>{title} cannot be previewed on one slice. Press Apply.</source>
        <translation>{title}无法在单个切片上预览。请点击“应用”。</translation>
    </message>
</context>
<context>
    <name>panels.problem_line</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Show what the engine said last.</source>
        <translation>显示引擎最近的消息。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the message and its details.</source>
        <translation>复制该消息及其详细信息。</translation>
    </message>
    <message>
        <source>Details of the problem</source>
        <translation>问题的详细信息</translation>
    </message>
</context>
<context>
    <name>panels.progress_line</name>
    <message>
        <source>{count} s left</source>
        <translation>剩余 {count} s</translation>
    </message>
    <message>
        <source>{count} min left</source>
        <translation>剩余 {count} min</translation>
    </message>
</context>
<context>
    <name>panels.report_window</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存为 {path}</translation>
    </message>
    <message>
        <source>The report was not saved: {reason}</source>
        <translation>报告未保存：{reason}</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>保存为 PDF…</translation>
    </message>
    <message>
        <source>To print or to send; on A4.</source>
        <translation>用于打印或发送；A4 纸。</translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation>保存为 HTML…</translation>
    </message>
    <message>
        <source>A page that needs no other file.</source>
        <translation>不依赖其他文件的网页。</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
</context>
<context>
    <name>panels.result_menu</name>
    <message>
        <source>Show in the views</source>
        <translation>在视图中显示</translation>
    </message>
    <message>
        <source>How was this made…</source>
        <translation>这是如何得到的…</translation>
    </message>
    <message>
        <source>Run again on</source>
        <translation>重新运行于</translation>
    </message>
    <message>
        <source>Load another volume first</source>
        <translation>请先载入另一个体数据</translation>
    </message>
    <message>
        <source>Export CSV: {name}…</source>
        <translation>导出 CSV：{name}…</translation>
    </message>
    <message>
        <source>Apply to {name}</source>
        <translation>应用于 {name}</translation>
    </message>
</context>
<context>
    <name>panels.results</name>
    <message>
        <source>It is not known how &apos;{name}&apos; was made.</source>
        <translation>不知道“{name}”是如何得到的。</translation>
    </message>
    <message>
        <source>This cannot be run again. {reason}</source>
        <translation>无法重新运行。{reason}</translation>
    </message>
    <message>
        <source>What &apos;{name}&apos; would move is gone.</source>
        <translation>“{name}”要移动的对象已不存在。</translation>
    </message>
    <message>
        <source>Align {name}</source>
        <translation>对齐 {name}</translation>
    </message>
</context>
<context>
    <name>panels.sample</name>
    <message>
        <source>The sample was not downloaded. Check the network, or open a volume of your own.</source>
        <translation>示例数据未能下载。请检查网络，或打开您自己的体数据。</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Choose a volume on this machine.</source>
        <translation>选择本机上的体数据。</translation>
    </message>
    <message>
        <source>Open a volume</source>
        <translation>打开体数据</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is no volume that Slicer can read. Choose another file.</source>
        <translation>“{name}”不是 Slicer 能读取的体数据。请选择其他文件。</translation>
    </message>
</context>
<context>
    <name>panels.slot_rows</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>choose some</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>panels.slot_texts</name>
    <message>
        <source>Volume</source>
        <translation>体数据</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Fixed volume</source>
        <translation>固定体数据</translation>
    </message>
    <message>
        <source>Moving volume</source>
        <translation>浮动体数据</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>First predictions</source>
        <translation>第一组预测</translation>
    </message>
    <message>
        <source>Second predictions</source>
        <translation>第二组预测</translation>
    </message>
    <message>
        <source>Descriptors</source>
        <translation>描述子</translation>
    </message>
    <message>
        <source>Feature table</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation>涂画</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>训练起点</translation>
    </message>
    <message>
        <source>Network to start from</source>
        <translation>起始网络</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>边界框</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Found boxes</source>
        <translation>检测框</translation>
    </message>
    <message>
        <source>Boxes in the scene</source>
        <translation>场景中的框</translation>
    </message>
    <message>
        <source>Search in</source>
        <translation>检测对象</translation>
    </message>
</context>
<context>
    <name>panels.table_files</name>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>The table was not exported: {reason}</source>
        <translation>表格未导出：{reason}</translation>
    </message>
</context>
<context>
    <name>panels.task_inputs</name>
    <message>
        <source>Choose an input volume first.</source>
        <translation>请先选择输入体数据。</translation>
    </message>
    <message>
        <source>Choose an input first: {slot}.</source>
        <translation>请先选择输入：{slot}。</translation>
    </message>
    <message>
        <source>{title} works on whole volumes only. Choose the whole volume.</source>
        <translation>{title}只能处理整个体数据。请选择整个体数据。</translation>
    </message>
    <message>
        <source>{title} cannot be limited to a ROI. Choose the whole volume or a segmentation.</source>
        <translation>{title}不能限定于 ROI。请选择整个体数据或一个分割。</translation>
    </message>
</context>
<context>
    <name>panels.task_panel</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Undo: {title}</source>
        <translation>撤销：{title}</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Redo: {title}</source>
        <translation>重做：{title}</translation>
    </message>
    <message>
        <source>Run the method; the input stays as it is.</source>
        <translation>运行该方法；输入保持不变。</translation>
    </message>
</context>
<context>
    <name>panels.trust</name>
    <message>
        <source>Trust and run</source>
        <translation>信任并运行</translation>
    </message>
    <message>
        <source>Let this very bundle run its code, with all your rights on this computer.</source>
        <translation>允许这一个模型包以您在本机的全部权限运行其代码。</translation>
    </message>
</context>
<context>
    <name>panels.where_box</name>
    <message>
        <source>whole volume</source>
        <translation>整个体数据</translation>
    </message>
    <message>
        <source>Takes the plane that the view shows when you press Apply.</source>
        <translation>取点击“应用”时该视图所显示的平面。</translation>
    </message>
    <message>
        <source>slice in the red view</source>
        <translation>红色视图中的切片</translation>
    </message>
    <message>
        <source>slice in the green view</source>
        <translation>绿色视图中的切片</translation>
    </message>
    <message>
        <source>slice in the yellow view</source>
        <translation>黄色视图中的切片</translation>
    </message>
    <message>
        <source>ROI {name}</source>
        <translation>ROI {name}</translation>
    </message>
    <message>
        <source>all segments ({name})</source>
        <translation>全部片段（{name}）</translation>
    </message>
    <message>
        <source>{segment} ({name})</source>
        <translation>{segment}（{name}）</translation>
    </message>
</context>
<context>
    <name>segment.panel</name>
    <message>
        <source>Voxel classification can be limited to a ROI only.</source>
        <translation>体素分类只能限定于 ROI。</translation>
    </message>
    <message>
        <source>Choose the strokes, or create new ones, and paint.</source>
        <translation>请选择或新建涂画，然后涂抹。</translation>
    </message>
    <message>
        <source>Choose a saved classifier, or its file.</source>
        <translation>请选择已保存的分类器或其文件。</translation>
    </message>
</context>
<context>
    <name>segment.stroke_editor</name>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>目标</translation>
    </message>
</context>
</TS>
